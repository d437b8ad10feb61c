import { beforeEach, expect, test, vi } from 'vitest';
import type { TaskView } from '../../live/protocol.gen';
import { aTask } from '../../testing/make';
import { Desk } from './desk';
import { HandClock } from './handClock';
import { Listeners } from './listeners';
import type { ManyAnswer, ManyVerdict } from './verdict';

const ME = { id: 'me', name: 'Ada' };
const BO = { id: 'bo', name: 'Bo' };
const STATUS = { validate: 'validated', refuse: 'refused', return: 'returned', reopen: 'pending' } as const;

let tasks: Map<string, TaskView>;
let live: boolean;
let clock: HandClock;
let desk: Desk;
const changes = new Listeners();
const decideMany = vi.fn<(verdict: ManyVerdict) => Promise<ManyAnswer>>();
const onSetback = vi.fn();

const waiting = () => [...tasks.values()].filter(({ status }) => status === 'pending').map(({ id }) => id);
const put = (task: TaskView) => tasks.set(task.id, task);

/** As the server would: what still has the version that was seen is taken. */
function answer({ tasks: seen, action }: ManyVerdict): Promise<ManyAnswer> {
  const now = seen.map(({ id, version }) => ({ task: tasks.get(id) ?? aTask({ id }), version }));
  const taken = now
    .filter(({ task, version }) => task.version === version)
    .map(({ task }) => ({ ...task, version: task.version + 1, status: STATUS[action], decided_by: ME }));
  taken.forEach(put);
  changes.tell();
  const changed = now.filter(({ task, version }) => task.version !== version).map(({ task }) => task);
  return Promise.resolve({ ok: true, taken, changed, left: [], message: null });
}

function begin(count: number): void {
  tasks = new Map(Array.from({ length: count }, (_, index) => [`t${index}`, aTask({ id: `t${index}`, number: index })]));
  desk = new Desk(
    {
      waiting,
      task: (id) => tasks.get(id) ?? null,
      isTaken: () => false,
      onTasks: (listener) => changes.add(listener),
      mayDecide: () => live,
      decide: () => new Promise(() => undefined),
      decideMany,
      onSetback,
      learn: (changed) => Promise.resolve(changed),
    },
    clock,
  );
  desk.grid.setPane({ width: 900, height: 600 }, 16);
  desk.start();
}

const selected = () => desk.selection.tasks.map(({ id }) => id);

beforeEach(() => {
  vi.clearAllMocks();
  live = true;
  clock = new HandClock();
  decideMany.mockImplementation(answer);
});

test('a range follows the focus, and lets go what it no longer reaches', () => {
  begin(6);
  desk.extend('right');
  desk.extend('right');
  expect(selected()).toEqual(['t0', 't1', 't2']);
  desk.extend('left');
  expect(selected()).toEqual(['t0', 't1']);
  desk.focus('t4');
  desk.toggleCurrent();
  desk.extend('right');
  expect(selected()).toEqual(['t0', 't1', 't4', 't5']);
});

test('what arrives never joins, what is decided elsewhere leaves', () => {
  begin(3);
  desk.selectAll();
  put(aTask({ id: 't9', number: 9 }));
  put(aTask({ id: 't1', version: 2, status: 'refused', decided_by: BO }));
  changes.tell();
  expect(selected()).toEqual(['t0', 't2']);
});

test('all that match are selected, and no others', () => {
  begin(3);
  put(aTask({ id: 't1', version: 2, text: 'seal' }));
  changes.tell();
  desk.look('seal');
  desk.selectAll();
  expect(selected()).toEqual(['t1']);
});

test('many are sent in chunks of 200, each as it was when it was selected', async () => {
  begin(450);
  desk.selectAll();
  const seen: unknown[] = [];
  desk.verdicts.many.onChange(() => seen.push(desk.verdicts.many.progress?.done));
  await desk.giveSelected('refuse', 'Seen already');
  expect(decideMany.mock.calls.map(([{ tasks: sent, action, reason }]) => [sent.length, action, reason])).toEqual([
    [200, 'refuse', 'Seen already'],
    [200, 'refuse', 'Seen already'],
    [50, 'refuse', 'Seen already'],
  ]);
  expect(seen).toEqual([0, 200, 400, 450, undefined]);
  expect(desk.verdicts.many.outcome).toMatchObject({ action: 'refuse', changed: [], left: [] });
  expect(desk.verdicts.many.outcome?.taken).toHaveLength(450);
  expect(desk.selection.size).toBe(0);
});

test('what others were faster with is told, and decided by nobody twice', async () => {
  begin(3);
  desk.selectAll();
  // His verdict has not reached this page when ours leaves.
  tasks.set('t1', aTask({ id: 't1', version: 3 }));
  await desk.giveSelected('validate');
  expect(desk.verdicts.many.outcome?.taken.map(({ id }) => id)).toEqual(['t0', 't2']);
  expect(desk.verdicts.many.outcome?.changed.map(({ id }) => id)).toEqual(['t1']);
});

test('a limit is waited for', async () => {
  begin(2);
  desk.selectAll();
  decideMany.mockResolvedValueOnce({ ok: false, message: 'wait', waitMs: 700 });
  const giving = desk.giveSelected('validate');
  await vi.waitFor(() => expect(decideMany).toHaveBeenCalledOnce());
  await Promise.resolve();
  clock.turn(699);
  expect(decideMany).toHaveBeenCalledOnce();
  clock.turn(1);
  await giving;
  expect(desk.verdicts.many.outcome?.taken).toHaveLength(2);
});

test('what is left when the connection goes stays selected, and can be decided again', async () => {
  begin(300);
  desk.selectAll();
  decideMany.mockImplementationOnce((verdict) => {
    live = false;
    return answer(verdict);
  });
  await desk.giveSelected('validate');
  expect(decideMany).toHaveBeenCalledOnce();
  expect(desk.verdicts.many.outcome?.left).toHaveLength(100);
  expect(selected()).toEqual(waiting());
  expect(desk.deciding('t299')).toBeNull();
  expect(desk.verdicts.mayGive('t299')).toBe(false);
});

test('it stops when it is told to, with what is on its way finished', async () => {
  begin(300);
  desk.selectAll();
  const giving = desk.giveSelected('validate');
  desk.verdicts.many.stop();
  await giving;
  expect(desk.verdicts.many.outcome?.taken).toHaveLength(200);
  expect(desk.verdicts.many.outcome?.left).toHaveLength(100);
});

test('undo takes all of it back in one step, and leaves what others have changed since', async () => {
  begin(250);
  desk.selectAll();
  await desk.giveSelected('validate');
  put(aTask({ id: 't7', number: 7, version: 4, status: 'refused', decided_by: BO, decided_at: '2026-01-02T04:00:00Z' }));
  await desk.undo();
  expect(waiting()).toHaveLength(249);
  expect(decideMany.mock.calls.slice(2).map(([{ tasks: sent, action }]) => [sent.length, action])).toEqual([
    [200, 'reopen'],
    [49, 'reopen'],
  ]);
  expect(desk.verdicts.many.outcome?.changed.map(({ id }) => id)).toEqual(['t7']);
  expect(desk.verdicts.canUndo).toBe(false);
  expect(onSetback).not.toHaveBeenCalled();
});

test('who asks twice at once takes back two steps', async () => {
  begin(4);
  for (const ids of [['t0', 't1'], ['t2', 't3']]) {
    ids.forEach((id) => desk.toggle(id));
    await desk.giveSelected('validate');
  }
  await Promise.all([desk.undo(), desk.undo()]);
  expect(waiting()).toHaveLength(4);
});
