import { plain, wordsOf } from '@/lib/search';
import type { TaskStatus, TaskView } from '@/live/protocol.gen';

export type Sort = 'number' | '-number' | 'changed' | '-changed';

/** What of a scan's tasks is listed, and how: all of it stands in the page's address. */
export type ListQuery = {
  /** None is every status. */
  readonly statuses: readonly TaskStatus[];
  readonly text: string;
  readonly author: string;
  readonly reason: string;
  /** Of which of the scan's lists the reason was chosen: its number, or empty. */
  readonly list: string;
  /** When it was received: local time to the minute, as an input of the browser has it, or empty. */
  readonly from: string;
  readonly to: string;
  readonly sort: Sort;
};

export const STATUSES: readonly TaskStatus[] = ['pending', 'validated', 'refused', 'returned'];
const SORTS: readonly string[] = ['number', '-number', 'changed', '-changed'] satisfies Sort[];
const NEWEST: Sort = '-number';
const LIST = /^[1-9]\d{0,8}$/;
const LOCAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;
/** What narrows the list; the statuses stand in sight by themselves. */
const FIELDS = ['text', 'author', 'reason', 'list', 'from', 'to'] as const;
const DETAILS = ['author', 'reason', 'list', 'from', 'to'] as const;

const isSort = (value: string): value is Sort => SORTS.includes(value);

/** Read the address; what makes no sense there is left out. */
export function readQuery(search: URLSearchParams): ListQuery {
  const named = search.get('status')?.split(',') ?? [];
  const sort = search.get('sort') ?? '';
  const time = (name: string) => {
    const value = search.get(name) ?? '';
    return LOCAL_TIME.test(value) && !Number.isNaN(Date.parse(value)) ? value : '';
  };
  return {
    statuses: STATUSES.filter((status) => named.includes(status)),
    text: search.get('text') ?? '',
    author: search.get('author') ?? '',
    reason: search.get('reason') ?? '',
    list: LIST.test(search.get('list') ?? '') ? (search.get('list') ?? '') : '',
    from: time('from'),
    to: time('to'),
    sort: isSort(sort) ? sort : NEWEST,
  };
}

/** Return what of the address is left out, as it stands there. */
export function leftOutOf(search: URLSearchParams): readonly string[] {
  const query = readQuery(search);
  const asked = (name: string) => search.get(name) ?? '';
  const statuses = asked('status').split(',').filter((named) => named !== '' && !STATUSES.some((status) => status === named));
  const others = (['list', 'from', 'to', 'sort'] as const).filter((name) => asked(name) !== '' && asked(name) !== query[name]);
  return [...(statuses.length > 0 ? [`status=${statuses.join(',')}`] : []), ...others.map((name) => `${name}=${asked(name)}`)];
}

/** Return the address with this query; what else is in it stays. */
export function writeQuery(search: URLSearchParams, query: ListQuery): URLSearchParams {
  const written = new URLSearchParams(search);
  const set = (name: string, value: string) => {
    if (value === '') written.delete(name);
    else written.set(name, value);
  };
  set('status', query.statuses.join(','));
  for (const field of FIELDS) set(field, query[field]);
  set('sort', query.sort === NEWEST ? '' : query.sort);
  return written;
}

/** Return what the server is asked for. */
export function askedOf(query: ListQuery): URLSearchParams {
  const asked = new URLSearchParams({ sort: query.sort });
  if (query.statuses.length > 0) asked.set('status', query.statuses.join(','));
  for (const field of ['text', 'author', 'reason'] as const) {
    if (query[field].trim() !== '') asked.set(field, query[field].trim());
  }
  if (LIST.test(query.list)) asked.set('reasons_version', query.list);
  for (const field of ['from', 'to'] as const) {
    if (query[field] !== '') asked.set(field, new Date(query[field]).toISOString());
  }
  return asked;
}

/** Whether a task that has just come belongs to the list, as far as a page can tell. */
export function belongs(task: TaskView, query: ListQuery): boolean {
  const received = Date.parse(task.created_at);
  return (
    (query.statuses.length === 0 || query.statuses.includes(task.status)) &&
    holdsEvery(task.text, query.text) &&
    holdsEvery(task.author.name, query.author) &&
    holdsEvery(task.reason ?? '', query.reason) &&
    (query.list === '' || task.reasons_version === Number(query.list)) &&
    (query.from === '' || received >= Date.parse(query.from)) &&
    (query.to === '' || received < Date.parse(query.to))
  );
}

function holdsEvery(text: string, term: string): boolean {
  const found = plain(text);
  return wordsOf(term).every((word) => found.includes(word));
}

/** The same tasks with nothing left out, in the same order. */
export const withoutFilters = ({ sort }: ListQuery): ListQuery => ({
  statuses: [], text: '', author: '', reason: '', list: '', from: '', to: '', sort,
});

export const isFiltered = (query: ListQuery): boolean =>
  query.statuses.length > 0 || FIELDS.some((field) => query[field].trim() !== '');

/** How many of the filters that are folded away are set. */
export const detailsSet = (query: ListQuery): number => DETAILS.filter((field) => query[field].trim() !== '').length;

/** Return how the list is sorted after a press on the head of this column: the newest first, then the other way. */
export const sortedBy = (column: 'number' | 'changed', now: Sort): Sort => (now === `-${column}` ? column : `-${column}`);
