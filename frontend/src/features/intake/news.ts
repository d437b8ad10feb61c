import type { TaskStatus, TaskView } from '@/live/protocol.gen';
import type { Round } from '@/live/round';
import { intakeWords } from './words';

/** What the worker has not been told, or has not yet dismissed. */
export type News = {
  readonly counts: Readonly<Record<TaskStatus, number>>;
  /** The one task it is about, when it is about one. */
  readonly only: TaskView | null;
  /** Something was refused or sent back: it stays until it is dismissed. */
  readonly stays: boolean;
  /** The latest change in it: dismissing it means having seen all up to here. */
  readonly upTo: number;
  /** The numbers of the tasks that it is about: first those that he has to do something about. */
  readonly about: readonly number[];
};

/**
 * Return the changes after `seen` as one piece of news, or null when there are none. What waits
 * is news when a verdict was taken back, which `rounds` knows; what the worker sent himself is not.
 */
export function newsSince(
  tasks: Iterable<TaskView>,
  seen: number,
  rounds: ReadonlyMap<string, Round>,
): News | null {
  const hasNews = ({ id, status }: TaskView) => status !== 'pending' || rounds.get(id)?.isTakenBack === true;
  const changed = Array.from(tasks).filter((task) => task.seq > seen && hasNews(task));
  if (changed.length === 0) return null;
  const counts = { pending: 0, validated: 0, refused: 0, returned: 0 };
  for (const { status } of changed) counts[status] += 1;
  return {
    counts,
    only: changed.length === 1 ? (changed[0] ?? null) : null,
    stays: counts.refused + counts.returned > 0,
    upTo: latestSeq(changed),
    about: BY_NEED.flatMap((status) => changed.filter((task) => task.status === status).map(({ number }) => number)),
  };
}

const IN_ORDER: readonly TaskStatus[] = ['validated', 'pending', 'returned', 'refused'];

// What was sent back waits for its author; what was refused is over.
const BY_NEED: readonly TaskStatus[] = ['returned', 'refused', 'pending', 'validated'];

/** What it tells of each state that is in it, without the reason. */
export function partsOf({ only, counts }: News): { status: TaskStatus; text: string }[] {
  const { news } = intakeWords;
  return IN_ORDER.filter((status) => counts[status] > 0).map((status) => ({
    status,
    text: only === null ? news[status](counts[status]) : `#${only.number} ${news.one[status]}`,
  }));
}

/** The news in a few words. */
export const headlineOf = (news: News): string =>
  partsOf(news)
    .map(({ text }) => text)
    .join(', ');

export function latestSeq(tasks: Iterable<TaskView>): number {
  let latest = 0;
  for (const { seq } of tasks) latest = Math.max(latest, seq);
  return latest;
}
