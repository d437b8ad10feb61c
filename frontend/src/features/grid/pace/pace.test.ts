import { expect, test } from 'vitest';
import { aTask } from '@/testing/make';
import { arrivedAt, Pace, roundedPace } from './pace';

const START = Date.parse('2026-03-01T10:00:00Z');

function flood(pace: Pace, from: number, seconds: number, aSecond: number): void {
  for (let count = 0; count < seconds * aSecond; count += 1) pace.note(from + (count * 1000) / aSecond);
}

test('is the average of the last ten seconds', () => {
  const pace = new Pace();
  flood(pace, START, 30, 20);
  // The second that is not over yet would make it sway.
  expect(pace.perSecond(START + 29_100)).toBe(20);
  expect(pace.perSecond(START + 29_900)).toBe(20);
});

test('falls back to nothing once nothing comes', () => {
  const pace = new Pace();
  flood(pace, START, 10, 4);
  expect(pace.perSecond(START + 10_000)).toBe(4);
  expect(pace.perSecond(START + 15_000)).toBe(2);
  expect(pace.perSecond(START + 20_000)).toBe(0);
  expect(pace.perSecond(START + 3_600_000)).toBe(0);
});

test('does not count what came long ago, in whatever order it is heard of', () => {
  const pace = new Pace();
  pace.note(START + 60_000);
  flood(pace, START, 50, 1);
  expect(pace.perSecond(START + 61_500)).toBe(0.1);
});

test('begins anew when told', () => {
  const pace = new Pace();
  flood(pace, START, 10, 5);
  pace.forget();
  expect(pace.perSecond(START + 10_000)).toBe(0);
});

test('a task arrives once: a later version of it is no arrival', () => {
  expect(arrivedAt(aTask({ version: 1, created_at: '2026-03-01T10:00:00Z' }))).toBe(START);
  expect(arrivedAt(aTask({ version: 2, created_at: '2026-03-01T10:00:00Z' }))).toBeNull();
});

test.each([
  [0, 0],
  [0.04, 0],
  [0.36, 0.4],
  [9.94, 9.9],
  [12.4, 12],
])('%d a second is shown as %d', (exact, shown) => expect(roundedPace(exact)).toBe(shown));
