import { addDays, beginOf, daysIn, isDay, isZone, wallOf, type Day } from './days';

export type Preset = 'today' | '7d' | '30d' | '90d';

/** What of the figures is shown: all of it stands in the page's address. */
export type AnalyticsQuery = {
  /** So many days up to today, or the days between two. */
  readonly range: Preset | { readonly from: Day; readonly to: Day };
  /** The id of the one scan. */
  readonly scan: string | null;
  /** Whose days; null: the viewer's. */
  readonly zone: string | null;
};

/** As many days as the server looks back over at once. */
export const DAYS_MOST = 400;
const DAYS: Readonly<Record<Preset, number>> = { today: 1, '7d': 7, '30d': 30, '90d': 90 };
export const PRESETS: readonly Preset[] = ['today', '7d', '30d', '90d'];
const USUAL: Preset = '30d';

export type OwnFault = 'missing' | 'order' | 'long';

/** Return what is wrong with two days as a range, or null. */
export function faultOf(from: string, to: string): OwnFault | null {
  if (!isDay(from) || !isDay(to)) return 'missing';
  if (from > to) return 'order';
  return daysIn(from, to) > DAYS_MOST ? 'long' : null;
}

/** Read the address; what makes no sense there is left out. */
export function readQuery(search: URLSearchParams): AnalyticsQuery {
  const [from = '', to = '', zone = '', scan = ''] = ['from', 'to', 'zone', 'scan'].map((name) => search.get(name) ?? '');
  const preset = PRESETS.find((each) => each === search.get('range')) ?? USUAL;
  return {
    range: faultOf(from, to) === null ? { from, to } : preset,
    scan: scan === '' ? null : scan,
    zone: zone !== '' && isZone(zone) ? zone : null,
  };
}

/** Whether the address asks for something that is left out. */
export function asksInVain(search: URLSearchParams): boolean {
  const [range, from, to, zone] = ['range', 'from', 'to', 'zone'].map((name) => search.get(name));
  const own = from != null || to != null;
  const isRangeOdd = own ? faultOf(from ?? '', to ?? '') !== null : range != null && !PRESETS.some((each) => each === range);
  return isRangeOdd || (zone != null && !isZone(zone));
}

/** Return the address with this query; what else is in it stays. */
export function writeQuery(search: URLSearchParams, { range, scan, zone }: AnalyticsQuery): URLSearchParams {
  const written = new URLSearchParams(search);
  const own = typeof range === 'string' ? null : range;
  const parts = { range: own ? null : range, from: own?.from ?? null, to: own?.to ?? null, scan, zone };
  for (const [name, value] of Object.entries(parts)) {
    // An own range takes two names, and no other.
    if (typeof value === 'string') written.set(name, value);
    else written.delete(name);
  }
  return written;
}

/** Return the days that are shown, the last one too. */
export function daysOf({ range }: AnalyticsQuery, now: number, zone: string): { from: Day; to: Day } {
  if (typeof range !== 'string') return range;
  const today = wallOf(now, zone).day;
  return { from: addDays(today, 1 - DAYS[range]), to: today };
}

/** Return what the server is asked for. */
export function askedOf(query: AnalyticsQuery, now: number, zone: string): URLSearchParams {
  const { from, to } = daysOf(query, now, zone);
  const [since, until] = [beginOf(from, zone), beginOf(addDays(to, 1), zone)].map((moment) => new Date(moment).toISOString());
  return new URLSearchParams({ from: since ?? '', to: until ?? '', zone, ...(query.scan !== null && { scan: query.scan }) });
}
