import { describe, expect, it } from 'vitest';
import { namedSteps } from './times';

const HOUR = 3_600_000;
const from = (first: string, count: number, apart: number) => Array.from({ length: count }, (_, index) => new Date(Date.parse(first) + index * apart).toISOString());

describe('steps named under a picture', () => {
  it('are all where there is room', () => {
    expect(namedSteps(from('2026-01-25T23:00Z', 7, 24 * HOUR), 'day', 'Europe/Berlin', 7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('of days are counted from the last one', () => {
    expect(namedSteps(from('2026-01-01T23:00Z', 30, 24 * HOUR), 'day', 'Europe/Berlin', 5)).toEqual([1, 8, 15, 22, 29]);
  });

  it('of hours are round by the clock of the zone', () => {
    expect(namedSteps(from('2026-01-25T23:00Z', 24, HOUR), 'hour', 'Europe/Berlin', 8)).toEqual([0, 3, 6, 9, 12, 15, 18, 21]);
    expect(namedSteps(from('2026-01-25T23:00Z', 72, HOUR), 'hour', 'Europe/Berlin', 5)).toEqual([0, 24, 48]);
  });

  it('of minutes too', () => {
    expect(namedSteps(from('2026-01-25T10:58Z', 60, 60_000), 'minute', 'UTC', 6)).toEqual([2, 12, 22, 32, 42, 52]);
  });
});
