import type { Counts, TaskStatus, TaskView } from '@/live/protocol.gen';
import type { ScanState } from '@/live/scanState';
import { byWait } from '@/live/wait';
import { asDecided } from './held';
import { LANE_MAX } from './limits';

/** What the console shows of a scan's tasks, worked out from the live state. Pure. */
export type Board = {
  readonly state: ScanState;
  /** The tasks that wait for a verdict, those first that have waited longest. */
  readonly waiting: readonly string[];
  /** The last decided ones, newest first. */
  readonly decided: readonly TaskView[];
  /** How many of the scan's tasks have each status. */
  readonly totals: Counts;
};

const NONE: Counts = { pending: 0, validated: 0, refused: 0, returned: 0 };

/** Return the board for a state. `before` is the last one: parts that did not change keep their identity. */
export function boardOf(state: ScanState, before: Board | null): Board {
  if (before?.state === state) return before;
  const all = Array.from(state.tasks.values(), asDecided);
  const waiting = all
    .filter((task) => task.status === 'pending')
    .sort(byWait)
    .map((task) => task.id);
  const decided = all
    .filter((task) => task.status !== 'pending')
    .sort((one, other) => other.seq - one.seq)
    .slice(0, LANE_MAX);
  return {
    state,
    waiting: same(before?.waiting, waiting),
    decided: same(before?.decided, decided),
    totals: total(state.counts ?? NONE, count(all), count(all.filter(({ held }) => held))),
  };
}

/**
 * Open tasks are all here, so they are counted; of the decided ones only the newest are. The server counts
 * those, and for it a verdict that is held back is none yet.
 */
function total(server: Counts, here: Counts, held: Counts): Counts {
  return {
    pending: here.pending,
    returned: here.returned,
    validated: server.validated + held.validated,
    refused: server.refused + held.refused,
  };
}

function count(tasks: readonly TaskView[]): Counts {
  const counts: Record<TaskStatus, number> = { ...NONE };
  for (const task of tasks) counts[task.status] += 1;
  return counts;
}

function same<T>(before: readonly T[] | undefined, after: readonly T[]): readonly T[] {
  const unchanged =
    before?.length === after.length && before.every((item, index) => item === after[index]);
  return unchanged ? before : after;
}
