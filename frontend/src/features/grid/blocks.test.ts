import { beforeEach, expect, test, vi } from 'vitest';
import type { TaskView } from '../../live/protocol.gen';
import { aTask } from '../../testing/make';
import { Desk, type Answer } from './desk';
import { HandClock } from './handClock';
import { Listeners } from './listeners';

const COUNT = 400;
/** Cards would have two pixels here. */
const PANE = { width: 100, height: 60 };
const ids = Array.from({ length: COUNT }, (_, index) => `t${index}`);

let waiting: string[];
let texts: Map<string, string>;
let clock: HandClock;
let desk: Desk;
const tasks = new Listeners();
const decide = vi.fn(() => new Promise<Answer>(() => undefined));

const task = (id: string): TaskView =>
  aTask({ id, number: Number(id.slice(1)) + 1, text: texts.get(id) ?? 'a seal', status: waiting.includes(id) ? 'pending' : 'validated' });

function tellWaiting(next: readonly string[]): void {
  waiting = [...next];
  tasks.tell();
}

const per = () => desk.grid.layout.fit?.per ?? 0;
const inBlock = (at: number) => desk.grid.idsAt(at);

beforeEach(() => {
  vi.clearAllMocks();
  waiting = [...ids];
  texts = new Map();
  clock = new HandClock();
  desk = new Desk(
    {
      waiting: () => waiting,
      task: (id) => (texts.has(id) || ids.includes(id) || waiting.includes(id) ? task(id) : null),
      isTaken: () => false,
      onTasks: (listener) => tasks.add(listener),
      mayDecide: () => true,
      decide,
      decideMany: () => Promise.reject(new Error('not asked')),
      onSetback: () => undefined,
      learn: (changed) => Promise.resolve(changed),
    },
    clock,
  );
  desk.zoom.setPane(PANE, 16);
  desk.start();
});

test('too many for a card each are blocks, and the oldest block has the focus', () => {
  expect(per()).toBeGreaterThan(1);
  expect(desk.block).toBe(0);
  expect(desk.current).toBeNull();
  expect(desk.here).toBe('t0');
  const all = Array.from({ length: desk.grid.layout.fit?.count ?? 0 }, (_, at) => inBlock(at)).flat();
  expect(all).toEqual(ids);
});

test('the focus walks from block to block, and no key decides one', () => {
  desk.move('right');
  expect(desk.block).toBe(1);
  expect(desk.here).toBe(ids[per()]);
  desk.paint({ id: desk.here ?? '', version: 1 });
  expect(desk.giveOnPainted('validate')).toBe(false);
  expect(decide).not.toHaveBeenCalled();
});

test('a block is looked into, card by card, and left again for the same block', () => {
  const told = vi.fn();
  desk.zoom.onChange(told);
  desk.move('right');
  const size = per();
  const inside = inBlock(1);
  expect(desk.enterBlock()).toBe(true);
  expect(desk.grid.ids().filter((id) => id !== null)).toEqual(inside);
  expect(desk.grid.layout.fit?.per).toBe(1);
  expect(desk.current).toBe(ids[size]);
  expect(desk.zoom.left).toBe(size);
  expect(desk.enterBlock()).toBe(false);

  desk.move('right');
  desk.clear();
  expect(desk.zoom.isIn).toBe(false);
  expect(desk.block).toBe(1);
  expect(desk.current).toBeNull();
  expect(inBlock(1)).toEqual(inside);
  expect(told).toHaveBeenCalledTimes(2);
});

test('blocks stay as they are when there is less room while one is looked into', () => {
  const before = inBlock(1);
  desk.move('right');
  desk.enterBlock();
  desk.zoom.setPane({ ...PANE, height: 30 }, 16);
  expect(desk.grid.layout.fit?.pane.height).toBe(30);
  desk.leaveBlock();
  expect(desk.block).toBe(1);
  expect(inBlock(1)).toEqual(before);
});

test('what arrives does not join the block that is looked into', () => {
  desk.enterBlock();
  const before = desk.grid.ids();
  tellWaiting([...waiting, 'late']);
  expect(desk.grid.ids()).toEqual(before);
  desk.leaveBlock();
  clock.turn(3000);
  expect(desk.grid.slotOf('late')).not.toBeNull();
});

test('after a verdict it goes on within the block, and then to the oldest of all', () => {
  desk.move('right');
  desk.enterBlock();
  const inside = desk.grid.ids().filter((id) => id !== null);
  for (const [index, id] of inside.entries()) {
    expect(desk.current).toBe(id);
    void desk.give({ id, version: 1, action: 'validate' });
    tellWaiting(waiting.filter((other) => other !== id));
    expect(desk.current).toBe(inside[index + 1] ?? 't0');
  }
  // The oldest is in another block: that is looked into now.
  expect(desk.zoom.isIn).toBe(true);
  expect(desk.grid.ids()).toContain('t0');
});

test('whatever is brought before the eyes has a card', () => {
  desk.focus('t399');
  expect(desk.zoom.isIn).toBe(true);
  expect(desk.grid.slotOf('t399')).not.toBeNull();
  desk.focusOldest();
  expect(desk.current).toBe('t0');
  expect(desk.grid.slotOf('t0')).not.toBeNull();
});

test('a block that others have emptied gives the focus on', () => {
  const [gone, next] = [inBlock(1), inBlock(2)];
  desk.move('right');
  tellWaiting(waiting.filter((id) => !gone.includes(id)));
  expect(desk.here).toBe('t0');
  desk.move('right');
  expect(desk.here).toBe(next[0]);
});

test('a block that others have emptied while it was looked into is left, once nobody looks at one of its tombstones', () => {
  desk.enterBlock();
  const inside = desk.grid.ids().filter((id) => id !== null);
  tellWaiting(waiting.filter((id) => !inside.includes(id)));
  expect(desk.current).toBe('t0');
  desk.clear();
  expect(desk.zoom.isIn).toBe(false);
  expect(desk.here).toBe(waiting[0]);
});

test('a block is selected with all that is in it', () => {
  desk.toggleCurrent();
  expect(desk.selection.tasks.map(({ id }) => id)).toEqual(inBlock(0));
  desk.toggleCurrent();
  expect(desk.selection.size).toBe(0);
  desk.extend('right');
  expect(desk.selection.tasks.map(({ id }) => id)).toEqual([...inBlock(0), ...inBlock(1)]);
  expect(desk.zoom.isIn).toBe(false);
});

test('a search is for all that waits: what matches comes to the first blocks, and only those can be reached', () => {
  desk.enterBlock();
  const sought = [ids[200] ?? '', ids[301] ?? ''];
  for (const id of sought) texts.set(id, 'a broken lock');
  desk.look('broken');
  expect(desk.zoom.isIn).toBe(false);
  expect(desk.here).not.toBeNull();
  clock.turn(400);
  expect(inBlock(0).slice(0, 2)).toEqual(sought);
  desk.move('right');
  expect(desk.block).toBe(0);
});

test('a task that is looked at keeps its card when there come to be too many', () => {
  tellWaiting(ids.slice(0, 100));
  desk.zoom.setPane({ width: 101, height: 60 }, 16);
  clock.turn(10_000);
  expect(per()).toBe(1);
  desk.focus('t7');
  tellWaiting(ids);
  clock.turn(10_000);
  expect(desk.current).toBe('t7');
  expect(desk.zoom.isIn).toBe(true);
  expect(desk.grid.slotOf('t7')).not.toBeNull();
});

test('where there is room for all again, all is shown, and one looks at the same', () => {
  desk.enterBlock();
  const before = desk.current;
  expect(desk.zoom.isIn).toBe(true);

  // What stands over the block is no room for all.
  desk.zoom.setPane({ ...PANE, height: PANE.height - 10 }, 16);
  expect(desk.zoom.isIn).toBe(true);

  desk.zoom.setPane({ width: 1000, height: 600 }, 16);

  expect(desk.zoom.isIn).toBe(false);
  expect(per()).toBe(1);
  expect(desk.current).toBe(before);
  expect(desk.grid.placeOf(before ?? '')).not.toBeNull();
});
