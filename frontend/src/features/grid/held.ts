import type { TaskView } from '@/live/protocol.gen';
import { STATUS_AFTER } from './afterVerdict';

const shown = new WeakMap<TaskView, TaskView>();

/**
 * Return a task as the desk shows it: one whose verdict is held back from its author counts as decided.
 * The same task gives the same object each time.
 */
export function asDecided(task: TaskView): TaskView {
  const { held } = task;
  if (!held) return task;
  const known = shown.get(task);
  if (known) return known;
  const { action, at, by, reason } = held;
  const decided = { ...task, status: STATUS_AFTER[action], decided_at: at, decided_by: by, ...(reason && { reason }) };
  shown.set(task, decided);
  return decided;
}
