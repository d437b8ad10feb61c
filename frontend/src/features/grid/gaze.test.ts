import { beforeEach, expect, test } from 'vitest';
import { Gaze } from './gaze';
import { HandClock } from './handClock';

let said: string[];
let clock: HandClock;
let gaze: Gaze;

beforeEach(() => {
  said = [];
  clock = new HandClock();
  const ports = { claim: (id: string) => said.push(`claim ${id}`), release: (id: string) => said.push(`release ${id}`) };
  gaze = new Gaze(ports, clock);
});

/** Sit there for so long, with a hand that moves every second. */
function sit(ms: number): void {
  for (let passed = 0; passed < ms; passed += 1000) {
    gaze.stir();
    clock.turn(1000);
  }
}

test('what is looked at is claimed, and again before the claim ends', () => {
  gaze.look('a');
  sit(1000);
  expect(said).toEqual(['claim a']);
  sit(10_000);
  expect(said).toEqual(['claim a', 'claim a']);
});

test('looking at another lets go of the first', () => {
  gaze.look('a');
  sit(1000);
  gaze.look('b');
  sit(1000);
  expect(said).toEqual(['claim a', 'release a', 'claim b']);
  gaze.stop();
  sit(30_000);
  expect(said.slice(3)).toEqual(['release b']);
});

test('eyes that pass over a card claim nothing', () => {
  gaze.stir();
  for (const id of ['a', 'b', 'c', 'd']) {
    gaze.look(id);
    clock.turn(100);
  }
  clock.turn(300);
  expect(said).toEqual(['claim d']);
});

test('a page at which nobody sits claims nothing, until a hand moves', () => {
  gaze.look('a');
  clock.turn(120_000);
  expect(said).toEqual([]);
  sit(1000);
  expect(said).toEqual(['claim a']);
});

test('who has gone lets go', () => {
  gaze.look('a');
  sit(1000);
  clock.turn(120_000);
  expect(said.at(-1)).toBe('release a');
  expect(said.filter((what) => what === 'release a')).toHaveLength(1);
});

test('it is said again to a server that has forgotten it, and only then', () => {
  gaze.again();
  expect(said).toEqual([]);
  gaze.look('a');
  sit(1000);
  gaze.again();
  expect(said).toEqual(['claim a', 'claim a']);
});
