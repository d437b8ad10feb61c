import { describe, expect, it } from 'vitest';
import { addDays, beginOf, daysIn, isDay, wallOf } from './days';

const begins = (day: string, zone: string) => new Date(beginOf(day, zone)).toISOString();

describe('a day', () => {
  it.each([
    // An ordinary one, and the same on the other side of UTC.
    ['2026-01-31', 'Europe/Berlin', '2026-01-30T23:00:00.000Z'],
    ['2026-01-31', 'America/Los_Angeles', '2026-01-31T08:00:00.000Z'],
    // Half an hour off, and a quarter.
    ['2026-01-31', 'Asia/Kolkata', '2026-01-30T18:30:00.000Z'],
    ['2026-01-31', 'Asia/Kathmandu', '2026-01-30T18:15:00.000Z'],
    // The furthest from UTC.
    ['2026-01-31', 'Pacific/Kiritimati', '2026-01-30T10:00:00.000Z'],
    // Clocks are set forward at midnight: it begins at one.
    ['2024-04-26', 'Africa/Cairo', '2024-04-25T22:00:00.000Z'],
    // The day after each change.
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
  ])('%s in %s begins at %s', (day, zone, moment) => {
    expect(begins(day, zone)).toBe(moment);
  });

  it.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2026-06-01', 24],
  ])('%s has %d hours where clocks are changed', (day, hours) => {
    expect((beginOf(addDays(day, 1), 'Europe/Berlin') - beginOf(day, 'Europe/Berlin')) / 3_600_000).toBe(hours);
  });

  it('is found on the wall', () => {
    expect(wallOf(Date.parse('2026-01-30T23:05:00Z'), 'Europe/Berlin')).toEqual({ day: '2026-01-31', hour: 0, minute: 5 });
  });

  it('is one of the calendar', () => {
    expect(['2026-02-28', '2026-02-29', '2026-13-01', '1970-01-01', '12026-01-01', ''].map(isDay)).toEqual([true, false, false, false, false, false]);
  });

  it('is so many days from another', () => {
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(daysIn('2026-02-28', '2026-03-01')).toBe(2);
  });
});
