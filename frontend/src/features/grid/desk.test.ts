import { beforeEach, expect, test, vi } from 'vitest';
import type { TaskView } from '../../live/protocol.gen';
import { aTask } from '../../testing/make';
import { Desk, type Answer, type DeskPorts, type Verdict } from './desk';
import { HandClock } from './handClock';
import { Listeners } from './listeners';

const seen = (id: string) => ({ id, version: 1 });

let waiting: string[];
let live: boolean;
let taken: Set<string>;
let stored: Map<string, TaskView>;
let answer: (answer: Answer) => void;
const tasks = new Listeners();
const decide = vi.fn<(verdict: Verdict) => Promise<Answer>>();
const onSetback = vi.fn<DeskPorts['onSetback']>();
let desk: Desk;
let clock: HandClock;

function tellWaiting(...ids: string[]): void {
  waiting = ids;
  tasks.tell();
}

beforeEach(() => {
  vi.clearAllMocks();
  live = true;
  taken = new Set();
  stored = new Map();
  waiting = ['a', 'b', 'c'];
  decide.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
  clock = new HandClock();
  desk = new Desk(
    {
      waiting: () => waiting,
      task: (id) => stored.get(id) ?? aTask({ id }),
      isTaken: (id) => taken.has(id),
      onTasks: (listener) => tasks.add(listener),
      mayDecide: () => live,
      decide,
      decideMany: () => Promise.reject(new Error('not asked')),
      onSetback,
      learn: (changed) => Promise.resolve(changed),
    },
    clock,
  );
  desk.grid.setPane({ width: 900, height: 600 }, 16);
  desk.start();
});

test('looks at the oldest until somebody moves', () => {
  expect(desk.current).toBe('a');
  tellWaiting('b', 'c');
  expect(desk.current).toBe('b');
  desk.move('right');
  expect(desk.current).toBe('c');
});

test('goes on to the oldest that nobody else looks at, and to one of theirs rather than none', () => {
  taken = new Set(['b']);
  desk.focus('a');
  void desk.give({ ...seen('a'), action: 'validate' });
  expect(desk.current).toBe('c');
  taken = new Set(['b', 'c']);
  desk.focusOldest();
  expect(desk.current).toBe('b');
});

test('a verdict moves the focus to the oldest that waits, before it is answered', () => {
  desk.focus('b');
  void desk.give({ ...seen('b'), action: 'validate' });
  expect(decide).toHaveBeenCalledWith({ id: 'b', version: 1, action: 'validate' });
  expect(desk.deciding('b')).toBe('validate');
  expect(desk.current).toBe('a');
});

test('a task is decided once, however often the key is pressed', async () => {
  const first = desk.give({ ...seen('a'), action: 'validate' });
  await desk.give({ ...seen('a'), action: 'refuse' });
  answer({ ok: true, task: aTask({ id: 'a', version: 2 }) });
  await first;
  expect(decide).toHaveBeenCalledOnce();
});

test('nothing is decided while the connection is not live', async () => {
  live = false;
  await desk.give({ ...seen('a'), action: 'validate' });
  expect(decide).not.toHaveBeenCalled();
});

test('the focus stays on a task that somebody else has decided', () => {
  desk.focus('a');
  tellWaiting('b', 'c');
  expect(desk.current).toBe('a');
  expect(desk.grid.slotOf('a')).not.toBeNull();
  desk.focusOldest();
  expect(desk.current).toBe('b');
});

test('a setback is told, and the card can be decided again', async () => {
  const giving = desk.give({ ...seen('a'), action: 'validate' });
  answer({ ok: false, setback: { kind: 'failed', number: 1, message: 'no' } });
  await giving;
  expect(onSetback).toHaveBeenCalledWith({ kind: 'failed', number: 1, message: 'no' });
  expect(desk.deciding('a')).toBeNull();
});

const decided = (id: string, version = 2, status: TaskView['status'] = 'validated') =>
  aTask({ id, version, status, decided_by: { id: 'b', name: 'Bo' } });

/** Decide a task and have the verdict taken. */
async function take(id: string): Promise<void> {
  const giving = desk.give({ ...seen(id), action: 'validate' });
  stored.set(id, decided(id));
  answer({ ok: true, task: decided(id) });
  await giving;
}

test('undo takes back the last verdict first, each as it left its task', async () => {
  await take('a');
  await take('b');
  for (const id of ['b', 'a']) {
    const undoing = desk.undo();
    await Promise.resolve();
    await vi.waitFor(() => expect(decide).toHaveBeenLastCalledWith({ id, version: 2, action: 'reopen' }));
    stored.set(id, aTask({ id, version: 3 }));
    answer({ ok: true, task: aTask({ id, version: 3 }) });
    await undoing;
    expect(desk.current).toBe(id);
  }
  expect(desk.verdicts.canUndo).toBe(false);
});

test('undo leaves alone what somebody else has changed since, and says so', async () => {
  await take('a');
  const changed = decided('a', 4, 'refused');
  stored.set('a', changed);
  await desk.undo();
  expect(decide).toHaveBeenCalledOnce();
  expect(onSetback).toHaveBeenCalledWith({ kind: 'late', task: changed });
});

test('undo takes back a verdict whose author was told meanwhile', async () => {
  const at = '2026-01-02T03:05:00Z';
  const giving = desk.give({ ...seen('a'), action: 'validate' });
  const held = { ...decided('a'), decided_at: at };
  stored.set('a', held);
  answer({ ok: true, task: held });
  await giving;
  stored.set('a', { ...held, version: 3 });

  const undoing = desk.undo();
  await vi.waitFor(() => expect(decide).toHaveBeenLastCalledWith({ id: 'a', version: 3, action: 'reopen' }));
  answer({ ok: true, task: aTask({ id: 'a', version: 4 }) });
  await undoing;
  expect(onSetback).not.toHaveBeenCalled();
});

test('undo waits for the verdict that is on its way', async () => {
  const giving = desk.give({ ...seen('a'), action: 'refuse' });
  const undoing = desk.undo();
  expect(decide).toHaveBeenCalledOnce();
  stored.set('a', decided('a'));
  answer({ ok: true, task: decided('a') });
  await giving;
  await vi.waitFor(() => expect(decide).toHaveBeenLastCalledWith({ id: 'a', version: 2, action: 'reopen' }));
  answer({ ok: true, task: aTask({ id: 'a', version: 3 }) });
  await undoing;
});

test('what says the same is selected once the panel lists it, if that was asked for a moment before', () => {
  desk.selectListed();
  expect(desk.selection.tasks.map(({ id }) => id)).toEqual([]);
  desk.list(['a', 'c']);
  expect(desk.selection.tasks.map(({ id }) => id)).toEqual(['a', 'c']);
});

test('a panel that lists something late, or of another task, selects nothing by itself', () => {
  desk.selectListed();
  clock.turn(3001);
  desk.list(['a', 'c']);
  expect(desk.selection.tasks.map(({ id }) => id)).toEqual([]);

  desk.list([]);
  desk.selectListed();
  desk.focus('b');
  desk.list(['a', 'c']);
  expect(desk.selection.tasks.map(({ id }) => id)).toEqual([]);
});
