import type { TaskView } from './protocol.gen';

type Waiting = Pick<TaskView, 'number' | 'created_at' | 'waiting_since'>;

/** Return since when a task waits, or waited last: since it was sent, corrected or reopened. */
export const waitsSince = ({ waiting_since, created_at }: Waiting): string => waiting_since ?? created_at;

/** Put those first that have waited longest; of what came at once, what has the lower number. */
export function byWait(one: Waiting, other: Waiting): number {
  const [since, otherSince] = [waitsSince(one), waitsSince(other)];
  // The server writes every time in one form: its letters are in the order of time.
  if (since === otherSince) return one.number - other.number;
  return since < otherSince ? -1 : 1;
}
