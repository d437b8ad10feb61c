import type { TaskView } from '@/live/protocol.gen';

const shown = new WeakMap<TaskView, TaskView>();

const NOBODY = { id: '', name: '' } as const;

/**
 * Return a task without a word of anybody and without anybody's name: what is not in it cannot be shown.
 * The same task gives the same object each time.
 */
export function withoutWords(task: TaskView): TaskView {
  const known = shown.get(task);
  if (known) return known;
  // What may be shown is named here, so that what tasks may have one day stays out by itself.
  const { id, scan_id, number, status, version, seq, created_at, waiting_since } = task;
  const waits = waiting_since === undefined ? {} : { waiting_since };
  const nameless = { id, scan_id, number, status, version, seq, created_at, ...waits, text: '', author: NOBODY };
  shown.set(task, nameless);
  return nameless;
}
