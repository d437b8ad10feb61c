import { expect, test } from 'vitest';
import { roundOf } from './round';
import type { HistoryEntry } from './protocol.gen';

const history = (...actions: HistoryEntry['action'][]): HistoryEntry[] =>
  actions.map((action, index) => ({
    version: index + 1,
    action,
    at: '2026-01-02T03:04:05Z',
    by: { id: 'a', name: 'ada' },
    reason: `note ${index + 1}`,
  }));

test('a task that was never corrected is in its first round', () => {
  expect(roundOf(history('submit'))).toEqual({ number: 1, sentBack: null, before: null, isTakenBack: false });
});

test('each correction begins a round, with the note that asked for it', () => {
  const twice = roundOf(history('submit', 'return', 'resubmit', 'return', 'resubmit'));
  expect(twice).toMatchObject({ number: 3, sentBack: { reason: 'note 4' }, isTakenBack: false });
});

test('a verdict that was taken back begins no round', () => {
  expect(roundOf(history('submit', 'return', 'reopen'))).toMatchObject({ number: 1, isTakenBack: true });
  expect(roundOf(history('submit', 'validate', 'reopen', 'validate')).isTakenBack).toBe(false);
});

test('a correction is compared with what stood there just before', () => {
  const entries = history('submit', 'return', 'resubmit', 'return', 'resubmit', 'validate', 'reopen');
  const texts = ['first', undefined, 'second', undefined, 'third'];
  const told = entries.map((entry, index) => ({ ...entry, ...(texts[index] && { text: texts[index] }) }));
  expect(roundOf(told).before).toBe('second');
});
