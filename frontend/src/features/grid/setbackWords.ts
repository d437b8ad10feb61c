import { catalogue } from '@/lib/catalogue';
import type { ChangedTask } from './verdict';
import { words as grid } from './words';

/** What is said of a verdict that was not taken. */
export const words = catalogue({
  late: (task: ChangedTask) => `Not undone: since your verdict, task ${task.number} was ${grid.became(task)}.`,
  lost: (task: ChangedTask) => `Task ${task.number} was already ${grid.became(task)}.`,
  changed: (task: ChangedTask) => `Task ${task.number} was ${grid.became(task)} meanwhile. Look at it again.`,
  failed: (number: number | null, message: string) => (number === null ? message : `Task ${number}: ${message}`),
});
