import type { DecidedLike, TaskView } from '@/live/protocol.gen';
import type { ScanState } from '@/live/scanState';
import type { Likeness } from './likeness';

/** What the panel says of tasks that are alike: those that wait, the one in focus first, and what was decided last. */
export type Stack = { readonly waiting: readonly TaskView[]; readonly count: number; readonly decided: DecidedLike | null };

/** So many of a stack are shown and selected together: what nobody sees is not decided. */
const SHOWN_AT_MOST = 50;

/** Return what there is to be said of a task that waits, or null. */
export function stackOf(likes: Likeness, { tasks, likes: known }: ScanState, id: string): Stack | null {
  const mark = likes.markOf(id);
  const own = tasks.get(id);
  const stack = known.stackOf.get(id);
  if (mark === null || own === undefined || stack === undefined) return null;
  const others = likes.waitingWith(id).flatMap((other) => (other === id ? [] : (tasks.get(other) ?? [])));
  others.sort((one, other) => one.number - other.number);
  return {
    waiting: [own, ...others].slice(0, SHOWN_AT_MOST),
    count: mark.count,
    decided: mark.decided === null ? null : (known.decided.get(stack) ?? null),
  };
}
