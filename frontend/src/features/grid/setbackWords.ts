import { catalogue } from '@/lib/catalogue';
import type { HistoryEntry, TaskView } from '@/live/protocol.gen';
import { words as grid } from './words';

const CHANGED: Partial<Record<HistoryEntry['action'], string>> = { reopen: 'reopened', resubmit: 'corrected' };

/** What has become of a task, and through whom. `last`: what happened to it last, where that is known. */
function became(task: TaskView, last: HistoryEntry | null): string {
  if (task.status !== 'pending') return grid.decidedBy(task.status, task.decided_by?.name ?? 'somebody else');
  const did = last && CHANGED[last.action];
  return did ? `${did} by ${last.by.name}` : 'reopened or corrected';
}

/** What is said of a verdict that was not taken. */
export const words = catalogue({
  late: (task: TaskView, last: HistoryEntry | null) => `Not undone: since your verdict, task ${task.number} was ${became(task, last)}.`,
  lost: (task: TaskView) => `Task ${task.number} was already ${became(task, null)}.`,
  changed: (task: TaskView, last: HistoryEntry | null) => `Task ${task.number} was ${became(task, last)} meanwhile. Look at it again.`,
  failed: (number: number | null, message: string) => (number === null ? message : `Task ${number}: ${message}`),
});
