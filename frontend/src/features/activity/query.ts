import type { ActivityView } from '@/live/protocol.gen';

export type Kind = ActivityView['kind'];

/** Which lines of the log are shown: all of it stands in the page's address. */
export type LogQuery = {
  readonly kind: Kind | null;
  /** How far back; null: as far as the log goes. */
  readonly days: number | null;
  /** Ids of the one person, and of the one scan. */
  readonly by: string | null;
  readonly scan: string | null;
};

export const KINDS: readonly Kind[] = ['access', 'scan', 'people', 'decision', 'export'];
export const DAYS: readonly number[] = [1, 7, 30];
const DAY_MS = 24 * 3_600_000;

/** Read the address; what makes no sense there is left out. */
export function readQuery(search: URLSearchParams): LogQuery {
  const days = Number(search.get('days'));
  return {
    kind: KINDS.find((kind) => kind === search.get('kind')) ?? null,
    days: DAYS.includes(days) ? days : null,
    by: search.get('by'),
    scan: search.get('scan'),
  };
}

/** Return what of the address is left out, as it stands there. */
export function leftOutOf(search: URLSearchParams): readonly string[] {
  const query = readQuery(search);
  return (['kind', 'days'] as const).flatMap((name) => {
    const asked = search.get(name) ?? '';
    return asked !== '' && query[name] === null ? [`${name}=${asked}`] : [];
  });
}

/** Return the address of a query. */
export function writeQuery({ kind, days, by, scan }: LogQuery): URLSearchParams {
  const written = new URLSearchParams();
  for (const [name, value] of Object.entries({ kind, days, by, scan })) {
    if (value !== null) written.set(name, String(value));
  }
  return written;
}

/** Return what the server is asked for. */
export function askedOf({ kind, days, by, scan }: LogQuery, now: number): URLSearchParams {
  const asked = writeQuery({ kind, days: null, by, scan });
  if (days !== null) asked.set('from', new Date(now - days * DAY_MS).toISOString());
  return asked;
}

export const isFiltered = ({ kind, days, by, scan }: LogQuery): boolean => [kind, days, by, scan].some((part) => part !== null);

export const NOTHING_LEFT_OUT: LogQuery = { kind: null, days: null, by: null, scan: null };
