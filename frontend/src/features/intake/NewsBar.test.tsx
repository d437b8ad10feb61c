import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aTask } from '@/testing/make';
import { NewsBar } from './NewsBar';

const calm = {
  news: null,
  tasks: [aTask()],
  status: 'live',
  scanStatus: 'open',
  pauseMessage: undefined,
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

test('what the moderators say about a pause comes first, and stays while there is news', () => {
  const { container, rerender } = render(<NewsBar {...calm} scanStatus="paused" pauseMessage="Back at two" />);
  expect(container).toHaveTextContent(/^Back at two.*The scan is paused/);
  rerender(<NewsBar {...calm} scanStatus="paused" pauseMessage="Back at two" status="offline" />);
  expect(container).toHaveTextContent(/^Back at two.*No connection/);
});
