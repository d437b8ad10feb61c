import { beforeEach, expect, test, vi } from 'vitest';
import type { TaskView } from '../../live/protocol.gen';
import { Desk, type Answer, type DeskPorts, type Verdict } from './desk';
import { HandClock } from './handClock';
import { Listeners } from './listeners';

const seen = (id: string) => ({ id, version: 1 });

let waiting: string[];
let live: boolean;
let answer: (answer: Answer) => void;
const tasks = new Listeners();
const decide = vi.fn<(verdict: Verdict) => Promise<Answer>>();
const onSetback = vi.fn<DeskPorts['onSetback']>();
let desk: Desk;

function tellWaiting(...ids: string[]): void {
  waiting = ids;
  tasks.tell();
}

beforeEach(() => {
  vi.clearAllMocks();
  live = true;
  waiting = ['a', 'b', 'c'];
  decide.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
  desk = new Desk(
    {
      waiting: () => waiting,
      // The desk asks only whether a task is known.
      task: (id) => ({ id }) as TaskView,
      onTasks: (listener) => tasks.add(listener),
      mayDecide: () => live,
      decide,
      onSetback,
    },
    new HandClock(),
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
  answer({ ok: true });
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
