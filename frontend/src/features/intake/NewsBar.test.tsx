import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aTask } from '@/testing/make';
import { newsSince } from './news';
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

test('no news hides that the connection is gone, and its return is said', () => {
  const news = newsSince([aTask({ status: 'refused', version: 2, seq: 6 })], 0, new Map());
  const { container, rerender } = render(<NewsBar {...calm} news={news} />);
  expect(container).not.toHaveTextContent('connection');
  for (const [status, said] of [['reconnecting', 'Reconnecting.'], ['offline', 'No connection.'], ['stale', 'may come late']] as const) {
    rerender(<NewsBar {...calm} news={news} status={status} />);
    expect(screen.getByRole('status')).toHaveTextContent('refused.');
    expect(container).toHaveTextContent(said);
  }
  rerender(<NewsBar {...calm} news={news} />);
  expect(container).toHaveTextContent('The connection is back.');
  rerender(<NewsBar {...calm} news={news} status="offline" />);
  expect(container).not.toHaveTextContent('The connection is back.');
});

test('news of several kinds has a mark for each, and none of them gives it its colour', () => {
  const decided = [aTask({ id: 'a', status: 'validated', version: 2, seq: 5 }), aTask({ id: 'b', status: 'refused', version: 2, seq: 6 })];
  const one = newsSince(decided.slice(1), 0, new Map());
  const { container, rerender } = render(<NewsBar {...calm} tasks={decided} news={one} />);
  const bar = () => container.querySelector('section')?.className;
  const red = bar();
  rerender(<NewsBar {...calm} tasks={decided} news={newsSince(decided, 0, new Map())} />);
  expect(screen.getByRole('status')).toHaveTextContent('1 validated, 1 refused');
  expect(screen.getByRole('status').querySelectorAll('svg')).toHaveLength(2);
  expect(bar()).not.toBe(red);
  expect(screen.getByRole('button', { name: 'Show it in the list' })).toHaveTextContent('Show');
});
