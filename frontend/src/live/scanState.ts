import { assertNever } from '@/lib/assertNever';
import type {
  Claim,
  Counts,
  Head,
  Joined,
  Presence,
  ScanAbility,
  ScanRole,
  ScanView,
  ServerEvent,
  TaskClaim,
  TaskView,
} from './protocol.gen';
import { forgetLikes, joinedLikes, mergeStacks, NO_LIKES, type Likes } from './likes';
import { NO_SUMS, resum, type Sums } from './sums';

/** Up to where all is known, once a join is complete: what to resume from. */
export type Position = { readonly epoch: string; readonly seq: number; readonly changes: number };

/** What a page holds of one scan. Never changed in place: another state is another object. */
export type ScanState = {
  readonly scan: ScanView | null;
  readonly role: ScanRole | null;
  readonly tasks: ReadonlyMap<string, TaskView>;
  /** How many tasks the whole scan has in each status; known to moderators only. */
  readonly counts: Counts | null;
  readonly position: Position | null;
  /** Of the open tasks that are held. */
  readonly sums: Sums;
  /** Who is there: for moderators by name, for workers how many are at the desk. Null until it was said. */
  readonly presence: Presence | null;
  /** Who looks at which task, by the task's id; known to moderators only. Each holds until its `until`. */
  readonly claims: ReadonlyMap<string, TaskClaim>;
  /** Which tasks say the same; known to moderators only. */
  readonly likes: Likes;
  /** What is left of the decided tasks that were dropped: enough to count one of them that comes back. */
  readonly dropped: ReadonlyMap<string, Dropped>;
};

type Dropped = Pick<TaskView, 'status' | 'version'>;

export const NOTHING_YET: ScanState = {
  scan: null,
  role: null,
  tasks: new Map(),
  counts: null,
  position: null,
  sums: NO_SUMS,
  presence: null,
  claims: new Map(),
  likes: NO_LIKES,
  dropped: new Map(),
};

/**
 * Return the state with these tasks, each if it is newer than the one known. So tasks may
 * come repeated, late or in any order. Nothing new gives the same object back.
 */
export function mergeTasks(state: ScanState, incoming: readonly TaskView[]): ScanState {
  let merged: Map<string, TaskView> | null = null;
  let { counts, sums } = state;
  for (const task of incoming) {
    const known = (merged ?? state.tasks).get(task.id);
    if (known && known.version >= task.version) continue;
    if ((state.dropped.get(task.id)?.version ?? 0) > task.version) continue;
    // One copy for the whole batch: under load hundreds come at once.
    merged ??= new Map(state.tasks);
    merged.set(task.id, task);
    counts = counts && recount(counts, known ?? lastKnown(state, task), task);
    sums = resum(sums, known, task);
  }
  return merged ? { ...state, tasks: merged, counts, sums } : state;
}

/** So many decided tasks belong to the live set (P11); twice as many come together before the older ones are dropped. */
const DECIDED_KEPT = 200;
/** Of what was dropped so much is known: who comes back from longer ago is a stranger. */
const DROPPED_KEPT = 2000;

/** Return the state without decided tasks that have long left the live set, but for those that are still needed. */
export function forgetDecided(state: ScanState, isNeeded: (task: TaskView) => boolean): ScanState {
  // Of the open ones there is a count.
  if (state.tasks.size - state.sums.count <= 2 * DECIDED_KEPT) return state;
  const old = [...state.tasks.values()]
    .filter(({ status }) => status === 'validated' || status === 'refused')
    .sort((one, other) => other.seq - one.seq)
    .slice(DECIDED_KEPT)
    .filter((task) => !isNeeded(task));
  if (old.length === 0) return state;
  const tasks = new Map(state.tasks);
  const dropped = new Map(state.dropped);
  for (const { id, status, version } of old.toReversed()) {
    tasks.delete(id);
    dropped.set(id, { status, version });
  }
  for (const id of dropped.keys()) if (dropped.size > DROPPED_KEPT) dropped.delete(id);
  const likes = forgetLikes(
    state.likes,
    old.map(({ id }) => id),
  );
  return { ...state, tasks, dropped, likes };
}

/** What a task that is not held was when it was dropped, unless changes may have been missed since. */
function lastKnown({ dropped }: ScanState, { id, version }: TaskView): Dropped | undefined {
  const last = dropped.get(id);
  return last && version - last.version <= 1 ? last : undefined;
}

/** Whether a change is of a task of which nobody here knows where it was counted: it is not new, and was not held. */
export const isStranger = (state: ScanState, task: TaskView): boolean =>
  state.counts !== null && task.version > 1 && !state.tasks.has(task.id) && lastKnown(state, task) === undefined;

/** A stranger is counted where it is now; what the server counts puts right what that misses. */
function recount(counts: Counts, before: Dropped | undefined, after: TaskView): Counts {
  const next = { ...counts };
  if (before) next[before.status] -= 1;
  next[after.status] += 1;
  return next;
}

// What an audience is told in common leaves this out: some moderators may, others may not.
const PERSONAL: ReadonlySet<ScanAbility> = new Set(['name_moderators']);

/** Return the state with this scan, as an audience is told of it, if it is newer. */
export function mergeScan(state: ScanState, incoming: ScanView): ScanState {
  const known = state.scan;
  if (known && known.version >= incoming.version) return state;
  if (!known) return { ...state, scan: incoming };
  const own = known.can.filter((ability) => PERSONAL.has(ability) && !incoming.can.includes(ability));
  // What is left out has ended, but for the counts: those are only in answers.
  const counts = known.counts && { counts: known.counts };
  return { ...state, scan: { ...counts, ...incoming, can: [...incoming.can, ...own] } };
}

/** Return the state after an event. */
export function applyEvent(state: ScanState, event: ServerEvent): ScanState {
  switch (event.name) {
    case 'new_task':
    case 'task_updated':
      return mergeTasks(state, [event.task]);
    case 'new_tasks':
    case 'tasks_updated':
      return mergeTasks(state, event.tasks);
    case 'scan_updated':
      return mergeScan(state, event.scan);
    case 'presence':
      return { ...state, presence: event };
    case 'claim':
      return mergeClaim(state, event);
    case 'stacks':
      return { ...state, likes: mergeStacks(state.likes, event) };
    case 'head':
    case 'figures':
    case 'restart':
    case 'notice':
      return state;
    default:
      return assertNever(event);
  }
}

/** The last word on a task's claim holds: without `by` nobody looks at it any more. */
function mergeClaim(state: ScanState, { task_id, by, until }: Claim): ScanState {
  const claims = new Map(state.claims);
  if (by && until !== undefined) claims.set(task_id, { task_id, by, until });
  else claims.delete(task_id);
  return { ...state, claims };
}

/** Return the state after all that came within one frame. */
export function applyEvents(state: ScanState, events: readonly ServerEvent[]): ScanState {
  const tasks = events.flatMap(tasksOf);
  const rest = events.filter((event) => tasksOf(event).length === 0);
  return rest.reduce(applyEvent, mergeTasks(state, tasks));
}

export function tasksOf(event: ServerEvent): readonly TaskView[] {
  if (event.name === 'new_tasks' || event.name === 'tasks_updated') return event.tasks;
  return event.name === 'new_task' || event.name === 'task_updated' ? [event.task] : [];
}

/** The scan an event belongs to, or null when it is about the whole session. */
export function scanOf(event: ServerEvent): string | null {
  switch (event.name) {
    case 'scan_updated':
      return event.scan.id;
    case 'restart':
      return null;
    case 'notice':
      return event.scan_id ?? null;
    case 'new_task':
    case 'new_tasks':
    case 'task_updated':
    case 'tasks_updated':
    case 'head':
    case 'presence':
    case 'claim':
    case 'stacks':
    case 'figures':
      return event.scan_id;
    default:
      return assertNever(event);
  }
}

/**
 * A snapshot that is being read, page by page, while events go on arriving.
 * `before` is what was held when it began: only that may be dropped at the end.
 */
export type Reading = {
  readonly before: ReadonlyMap<string, TaskView>;
  readonly seen: ReadonlySet<string>;
  readonly upTo: number;
};

/** Return the reading and the state after one answer to `join_scan`. The first has no `reading`. */
export function applyPage(
  state: ScanState,
  reading: Reading | null,
  page: Joined,
): { state: ScanState; reading: Reading } {
  const base = restartedSince(state, page) ? NOTHING_YET : state;
  const first = reading ?? { before: base.tasks, seen: new Set<string>(), upTo: page.head.seq };
  const next: Reading = { ...first, seen: new Set([...first.seen, ...page.tasks.map((task) => task.id)]) };
  const merged: ScanState = {
    ...mergeTasks(base, page.tasks),
    scan: page.scan,
    role: page.role,
    counts: page.scan.counts ?? null,
    claims: new Map(page.claims?.map((claim) => [claim.task_id, claim])),
    likes: joinedLikes(base.likes, page.stacks),
  };
  if (page.more) return { state: merged, reading: next };
  const complete = page.snapshot ? dropVanished(merged, next) : merged;
  const position = { epoch: page.epoch, seq: page.seq, changes: page.head.changes };
  return { state: { ...complete, position }, reading: next };
}

/** Return the state from which to resume where a head stands that matched; its counts are of just what is held. */
export function standAt(state: ScanState, { seq, changes, counts = state.counts ?? undefined }: Head): ScanState {
  if (state.position?.seq === seq && isSame(counts, state.counts)) return state;
  return { ...state, counts: counts ?? null, position: state.position && { ...state.position, seq, changes } };
}

/** Of the open ones the sums have told already that they are right. */
const isSame = (one: Counts | undefined, other: Counts | null): boolean =>
  one?.validated === other?.validated && one?.refused === other?.refused;

/** Another epoch: the store was restored, so that versions and numbers begin anew. Another role: other tasks. */
export function restartedSince(state: ScanState, page: Joined): boolean {
  const otherEpoch = state.position !== null && state.position.epoch !== page.epoch;
  return otherEpoch || (state.role !== null && state.role !== page.role);
}

/**
 * Drop what no page held: it left the live set. Kept all the same is what changed while the
 * pages were read, since an event may overtake the answer.
 */
function dropVanished(state: ScanState, { before, seen, upTo }: Reading): ScanState {
  const vanished = [...state.tasks.values()].filter(
    (task) => !seen.has(task.id) && task.seq <= upTo && before.get(task.id) === task,
  );
  if (vanished.length === 0) return state;
  const tasks = new Map(state.tasks);
  let { sums } = state;
  for (const task of vanished) {
    tasks.delete(task.id);
    sums = resum(sums, task, undefined);
  }
  return { ...state, tasks, sums };
}
