import type { AnalyticsReport } from '@/live/protocol.gen';
import { addDays, daysIn, wallOf, type Day } from './days';

/** Of what is long over the server has days of UTC alone, and moves a bound to the nearest of them. */
const HALF_DAY_MS = 43_200_000;

export type Days = { readonly from: Day; readonly to: Day };

/** Return the day that begins at this moment there, or thereabouts. */
export const dayFrom = (moment: string, zone: string): Day => wallOf(Date.parse(moment) + HALF_DAY_MS - 1, zone).day;

/** Return which days a report is of, and which those before: as many. The last ones too. */
export function daysOfReport({ from, to, zone, before }: AnalyticsReport): { now: Days; before: Days } {
  const now = { from: dayFrom(from, zone), to: addDays(dayFrom(to, zone), -1) };
  const first = dayFrom(before.from, zone);
  return { now, before: { from: first, to: addDays(first, daysIn(now.from, now.to) - 1) } };
}

const days = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });

/** Both days in words, or the one. */
export const daysText = ({ from, to }: Days): string => days.formatRange(new Date(from), new Date(to));
