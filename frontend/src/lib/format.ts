import { catalogue } from './catalogue';

const units = catalogue({ second: 's', minute: 'min', hour: 'h', day: 'd' });
const number = new Intl.NumberFormat();
const short = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
const minutes = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Return an age in the product's one format: "58 s", "3 min 58 s", "2 h 5 min", "4 d 3 h".
 * Two units at most, the second left out when it is zero. A negative age (clocks differ) is "0 s".
 */
export function formatAge(ms: number): string {
  const age = Math.max(0, ms);
  if (age < MINUTE) return `${Math.floor(age / SECOND)} ${units.second}`;
  if (age < HOUR) return twoUnits(age, MINUTE, units.minute, SECOND, units.second);
  if (age < DAY) return twoUnits(age, HOUR, units.hour, MINUTE, units.minute);
  return twoUnits(age, DAY, units.day, HOUR, units.hour);
}

/** Return a time within which something happened: an age, with what is over a second as one more; "< 1 s" below one. */
export const formatWithin = (ms: number): string => (ms < SECOND ? `< 1 ${units.second}` : formatAge(Math.ceil(ms / SECOND) * SECOND));

function twoUnits(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const first = Math.floor(ms / large);
  const second = Math.floor((ms % large) / small);
  return second === 0 ? `${first} ${largeName}` : `${first} ${largeName} ${second} ${smallName}`;
}

export const formatNumber = (value: number): string => number.format(value);

/** Five figures and more in as many as there is room for on a phone: "23.5K". */
export const formatShort = (value: number): string => (value < 10_000 ? formatNumber(value) : short.format(value));

/** The zone of all these times: the viewer's own. */
export const ownZone = (): string => exact.resolvedOptions().timeZone;

/** The full date and time, in the reader's own way. */
export const formatExact = (iso: string): string => exact.format(new Date(iso));

/** The time of day, with seconds. */
export const formatClock = (iso: string): string => clock.format(new Date(iso));

/** The minutes of a day from one to the other; the same minute is said once. */
export function formatMinutes(from: string, to: string): string {
  return from === to ? minutes.format(new Date(to)) : minutes.formatRange(new Date(from), new Date(to));
}

export const formatDay = (iso: string): string => day.format(new Date(iso));

/** Count as the server counts: Unicode code points, not UTF-16 units. */
export function countCodePoints(text: string): number {
  return Array.from(text).length;
}

/** One or two letters that stand for a name. */
export function initialsOf(name: string): string {
  const parts = name.split(/[\s._-]+/).filter(Boolean);
  const first = Array.from(parts[0] ?? '?')[0] ?? '?';
  const last = parts.length > 1 ? (Array.from(parts.at(-1) ?? '')[0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

/** Make the server's short words about a field ("use 8 characters or more") a sentence. */
export function asSentence(phrase: string): string {
  const start = phrase.charAt(0).toLocaleUpperCase() + phrase.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
