import { beforeEach, expect, test } from 'vitest';
import type { TaskStack, TaskView } from '@/live/protocol.gen';
import { applyEvent, mergeTasks, NOTHING_YET, type ScanState } from '@/live/scanState';
import { aScan, aTask } from '@/testing/make';
import { Likeness } from './likeness';
import { stackOf } from './stack';

const task = (number: number, given: Partial<TaskView> = {}) => aTask({ id: `t${number}`, number, ...given });
const decided = { task_id: 't0', number: 1, text: 'Gate 4', status: 'refused' as const, at: '2026-01-02T03:04:05Z' };

let state: ScanState;
let likes: Likeness;

const say = (...stacks: TaskStack[]) => (state = applyEvent(state, { name: 'stacks', scan_id: 'scan1', stacks }));
const change = (given: TaskView) => (state = mergeTasks(state, [given]));

beforeEach(() => {
  state = mergeTasks({ ...NOTHING_YET, scan: aScan() }, [task(1), task(2), task(3)]);
  likes = new Likeness(() => state);
});

test('who waits alone says nothing, but for what was decided about one like him', () => {
  say({ id: '1.1', tasks: ['t1'] });
  expect(likes.markOf('t1')).toBeNull();
  say({ id: '1.1', tasks: ['t1'], decided });
  expect(likes.markOf('t1')).toEqual({ count: 1, decided: 'refused' });
  expect(stackOf(likes, state, 't1')?.decided).toEqual(decided);
});

test('only those count that wait: decided ones, and those with a held verdict, are out at once', () => {
  say({ id: '1.1', tasks: ['t1', 't2', 't3'] });
  expect(likes.markOf('t1')?.count).toBe(3);
  change(task(2, { version: 2, status: 'validated' }));
  expect(likes.markOf('t1')?.count).toBe(2);
  expect(likes.markOf('t2')).toBeNull();
  change(task(3, { version: 2, held: { action: 'refuse', at: '', until: '', by: { id: 'b', name: 'B' } } }));
  expect(likes.markOf('t1')).toBeNull();
});

test('a decision that was taken back is none', () => {
  say({ id: '1.1', tasks: ['t1'], decided: { ...decided, task_id: 't2' } });
  expect(likes.markOf('t1')).toBeNull();
  change(task(2, { version: 2, status: 'refused' }));
  expect(likes.markOf('t1')?.decided).toBe('refused');
});

test('the panel’s own comes first, then the others as they came, and no more than can be looked at', () => {
  say({ id: '1.1', tasks: ['t3', 't2', 't1'] });
  expect(stackOf(likes, state, 't2')?.waiting.map(({ number }) => number)).toEqual([2, 1, 3]);

  const many = Array.from({ length: 80 }, (_, index) => task(index + 1));
  state = mergeTasks(state, many);
  say({ id: '1.1', tasks: many.map(({ id }) => id) });
  expect(stackOf(likes, state, 't70')).toMatchObject({ count: 80 });
  expect(stackOf(likes, state, 't70')?.waiting).toHaveLength(50);
  expect(stackOf(likes, state, 't70')?.waiting[0]?.number).toBe(70);
});

test('what has not changed is the very same', () => {
  say({ id: '1.1', tasks: ['t1', 't2'] });
  const [marks, mark] = [likes.marks(), likes.markOf('t1')];
  expect(likes.marks()).toBe(marks);
  change(task(3, { version: 2, status: 'validated' }));
  expect(likes.markOf('t1')).toBe(mark);
});
