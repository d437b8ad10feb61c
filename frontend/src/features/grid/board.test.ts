import { describe, expect, test } from 'vitest';
import type { TaskStatus } from '@/live/protocol.gen';
import { forgetDecided, mergeTasks, NOTHING_YET, type ScanState } from '@/live/scanState';
import { aTask } from '@/testing/make';
import { boardOf } from './board';

const task = (number: number, status: TaskStatus = 'pending', version = 1) =>
  aTask({ id: `t${number}`, number, status, version, seq: number + version * 100 });

/** A scan of which 1,000 tasks were validated long ago; the page holds only one of them. */
const joined: ScanState = {
  ...mergeTasks(NOTHING_YET, [task(3), task(2), task(1, 'validated', 2)]),
  counts: { pending: 2, validated: 1000, refused: 7, returned: 0 },
};

describe('boardOf', () => {
  test('lists who waits, the oldest first, and who was decided, the newest first', () => {
    const state = mergeTasks(joined, [task(4, 'refused', 3)]);
    const board = boardOf(state, null);
    expect(board.waiting).toEqual(['t2', 't3']);
    expect(board.decided.map(({ id }) => id)).toEqual(['t4', 't1']);
  });

  test('a task that came again stands behind those that have waited longer', () => {
    const at = (minute: number) => `2026-01-02T03:0${minute}:00.000Z`;
    const sent = [1, 2, 3].map((number) => ({ ...task(number), created_at: at(number) }));
    const again = { ...task(1, 'pending', 3), created_at: at(1), waiting_since: at(2) };
    expect(boardOf(mergeTasks(NOTHING_YET, sent), null).waiting).toEqual(['t1', 't2', 't3']);
    // What came at the same moment goes by its number.
    expect(boardOf(mergeTasks(NOTHING_YET, [...sent, again]), null).waiting).toEqual(['t1', 't2', 't3']);
    expect(boardOf(mergeTasks(NOTHING_YET, [...sent, { ...again, waiting_since: at(4) }]), null).waiting).toEqual(['t2', 't3', 't1']);
  });

  test('counts on from what the server has counted', () => {
    const first = boardOf(joined, null);
    expect(first.totals).toEqual({ pending: 2, validated: 1000, refused: 7, returned: 0 });
    const decided = mergeTasks(joined, [task(2, 'validated', 2), task(3, 'refused', 2), task(4)]);
    expect(boardOf(decided, first).totals).toEqual({
      pending: 1,
      validated: 1001,
      refused: 8,
      returned: 0,
    });
  });

  test('counts a task that is reopened back', () => {
    const first = boardOf(joined, null);
    const reopened = mergeTasks(joined, [task(1, 'pending', 3)]);
    expect(boardOf(reopened, first).totals).toMatchObject({ pending: 3, validated: 999 });
  });

  test('counts a verdict that is held back as given, before and after its author is told', () => {
    const held = { action: 'validate', at: '2026-01-02T03:05:00Z', by: { id: 'a', name: 'ada' }, until: '2026-01-02T03:05:09Z' } as const;
    const before = mergeTasks(joined, [{ ...task(2, 'pending', 2), held }]);
    // The server's own counts know nothing of it: in the first board as little as in a later one.
    for (const first of [boardOf(before, null), boardOf(before, boardOf(joined, null))]) {
      expect(first.waiting).toEqual(['t3']);
      expect(first.decided.map(({ id, status }) => [id, status])).toContainEqual(['t2', 'validated']);
      expect(first.totals).toMatchObject({ pending: 1, validated: 1001 });
      const told = mergeTasks(before, [task(2, 'validated', 3)]);
      expect(boardOf(told, first).totals).toMatchObject({ pending: 1, validated: 1001 });
    }
    expect(boardOf(mergeTasks(before, [task(2, 'pending', 3)]), null).waiting).toEqual(['t2', 't3']);
  });

  test('takes the server at its word when it counts again', () => {
    const first = boardOf(joined, null);
    const again = { ...joined, counts: { pending: 2, validated: 1500, refused: 7, returned: 0 } };
    expect(boardOf(again, first).totals.validated).toBe(1500);
  });

  test('counts on when the page forgets old verdicts', () => {
    const first = boardOf(joined, null);
    const many = Array.from({ length: 500 }, (_, index) => task(10 + index, 'refused', 2));
    const forgot = forgetDecided(mergeTasks(joined, many), () => false);
    expect(forgot.tasks.size).toBe(202);
    expect(boardOf(forgot, first).totals).toEqual({ pending: 2, validated: 1000, refused: 507, returned: 0 });
  });

  test('what did not change stays the same object', () => {
    const first = boardOf(joined, null);
    const state = mergeTasks(joined, [task(1, 'refused', 3)]);
    const second = boardOf(state, first);
    expect(second.waiting).toBe(first.waiting);
    expect(second.decided).not.toBe(first.decided);
    expect(boardOf(state, second)).toBe(second);
  });
});
