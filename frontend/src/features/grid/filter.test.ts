import { beforeEach, expect, test } from 'vitest';
import type { TaskView } from '../../live/protocol.gen';
import { aTask } from '../../testing/make';
import { Desk } from './desk';
import { Filter } from './filter';
import { HandClock } from './handClock';
import { Listeners } from './listeners';

const task = (number: number, text: string, name = 'S. Okafor'): TaskView =>
  aTask({ id: `t${number}`, number, text, author: { id: name, name } });

test.each([
  ['', true],
  ['  ', true],
  ['CAFÉ', true],
  ['gate cafe', true],
  ['gate okafor', true],
  ['gate novak', false],
  ['#12', true],
  ['12', true],
  ['#1', false],
  ['88', true],
])('%j finds the task: %s', (query, found) => {
  const filter = new Filter();
  filter.set(query);
  expect(filter.matches(task(12, 'Gate 88: the café is open'))).toBe(found);
});

test('what was found stays the same array until something changes', () => {
  const filter = new Filter();
  const waiting = ['t1', 't2'];
  const find = (id: string) => task(Number(id.slice(1)), id === 't1' ? 'gate' : 'badge');
  filter.set('gate');
  const found = filter.among(waiting, find);
  expect(found).toEqual(['t1']);
  expect(filter.among(waiting, find)).toBe(found);
  expect(filter.among([...waiting], find)).not.toBe(found);
});

const arrivals = new Listeners();
let tasks: TaskView[];
let clock: HandClock;
let desk: Desk;

beforeEach(() => {
  clock = new HandClock();
  tasks = [task(1, 'gate'), task(2, 'badge'), task(3, 'seal'), task(4, 'badge')];
  desk = new Desk(
    {
      waiting: () => tasks.map(({ id }) => id),
      task: (id) => tasks.find((one) => one.id === id) ?? null,
      isTaken: () => false,
      onTasks: (listener) => arrivals.add(listener),
      mayDecide: () => true,
      decide: () => new Promise(() => undefined),
      decideMany: () => Promise.reject(new Error('not asked')),
      onSetback: () => undefined,
      learn: (changed) => Promise.resolve(changed),
    },
    clock,
  );
  desk.grid.setPane({ width: 900, height: 600 }, 16);
  desk.start();
});

test('what matches comes to the front once the search rests, in its order; nothing is hidden', () => {
  desk.look('badg');
  desk.look('badge');
  expect(desk.grid.ids()).toEqual(['t1', 't2', 't3', 't4']);
  clock.turn(400);
  expect(desk.grid.ids()).toEqual(['t2', 't4', 't1', 't3']);
  desk.look('');
  expect(desk.grid.ids()).toEqual(['t2', 't4', 't1', 't3']);
});

test('what arrives is found, too, and comes to the front when the grid fits anew', () => {
  desk.look('badge');
  clock.turn(400);
  tasks = [...tasks, task(5, 'badge')];
  arrivals.tell();
  expect(desk.matching()).toEqual(['t2', 't4', 't5']);
  expect(desk.grid.ids()).toEqual(['t2', 't4', 't1', 't3', 't5']);
  desk.grid.setPane({ width: 800, height: 600 }, 16);
  expect(desk.grid.ids()).toEqual(['t2', 't4', 't5', 't1', 't3']);
});

test('the focus stays among what matches', () => {
  desk.look('badge');
  expect(desk.current).toBe('t2');
  desk.move('right');
  expect(desk.current).toBe('t4');
  desk.move('right');
  expect(desk.current).toBe('t4');
  void desk.give({ id: 't4', version: 1, action: 'validate' });
  expect(desk.current).toBe('t2');
});

test('nothing is in focus when nothing matches, and all is as before without a filter', () => {
  desk.look('nothing such');
  expect(desk.current).toBeNull();
  desk.look('');
  expect(desk.current).toBe('t1');
});
