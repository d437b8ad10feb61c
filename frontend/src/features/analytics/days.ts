/** A day of the calendar: "2026-01-31". */
export type Day = string;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** No zone is further from UTC, with a little to spare. */
const FURTHEST_MS = 16 * 3_600_000;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Whether the browser knows a zone of that name. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat(undefined, { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Whether there is such a day, in the years of which the server keeps anything. */
export const isDay = (text: string): text is Day => DAY.test(text) && text >= '2000-01-02' && text < '2199' && dayAt(utcOf(text)) === text;

export const addDays = (day: Day, count: number): Day => dayAt(utcOf(day) + count * DAY_MS);

/** How many days there are from the one to the other, both counted. */
export const daysIn = (from: Day, to: Day): number => Math.round((utcOf(to) - utcOf(from)) / DAY_MS) + 1;

const utcOf = (day: Day): number => Date.parse(`${day}T00:00Z`);
const dayAt = (utc: number): Day => (Number.isNaN(utc) ? '' : new Date(utc).toISOString().slice(0, 10));

type Parts = { readonly day: Day; readonly hour: number; readonly minute: number };

const formats = new Map<string, Intl.DateTimeFormat>();

/** Return what a clock and a calendar on the wall say there at that moment. */
export function wallOf(moment: number, zone: string): Parts {
  let format = formats.get(zone);
  if (!format) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
    format = new Intl.DateTimeFormat('en', { ...parts, hourCycle: 'h23', calendar: 'iso8601', numberingSystem: 'latn', timeZone: zone });
    formats.set(zone, format);
  }
  const found = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  const { year = '', month = '', day = '', hour, minute } = found;
  return { day: `${year.padStart(4, '0')}-${month}-${day}`, hour: Number(hour), minute: Number(minute) };
}

/** Return the first moment of a day there, to the minute: where clocks are set forward at midnight it is not 00:00. */
export function beginOf(day: Day, zone: string): number {
  let [before, at] = [utcOf(day) - FURTHEST_MS, utcOf(day) + FURTHEST_MS];
  while (at - before > MINUTE_MS) {
    const middle = before + Math.floor((at - before) / (2 * MINUTE_MS)) * MINUTE_MS;
    if (wallOf(middle, zone).day < day) before = middle;
    else at = middle;
  }
  return at;
}
