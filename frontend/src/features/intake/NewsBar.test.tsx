import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aTask } from '@/testing/make';
import { NewsBar } from './NewsBar';

const calm = {
  news: null,
  tasks: [aTask()],
  status: 'live',
  scanStatus: 'open',
  survives: true,
  desk: 1,
  onDismiss: () => undefined,
  onShow: () => undefined,
} as const;

test('a worker whose page hears nothing is not told that all is well', () => {
  const { rerender } = render(<NewsBar {...calm} />);
  expect(screen.getByRole('status')).not.toHaveTextContent('late');
  rerender(<NewsBar {...calm} status="stale" />);
  expect(screen.getByRole('status')).toHaveTextContent('verdicts may come late');
});
