import { plain, wordsOf } from '@/lib/search';
import type { TaskView } from '@/live/protocol.gen';
import type { NamedCommand } from './commands';
import { holds } from './filter';

/** So many tasks are enough to choose from: another word makes them fewer. */
const TASKS_MOST = 8;

/** Return the commands whose names hold every word. */
export function commandsFor(query: string, commands: readonly NamedCommand[]): readonly NamedCommand[] {
  const words = wordsOf(query);
  return commands.filter(({ label, also = '' }) => words.every((word) => plain(`${label} ${also}`).includes(word)));
}

/** Return the tasks that hold every word, those that wait first; none without a word. */
export function tasksFor(query: string, tasks: Iterable<TaskView>): readonly TaskView[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  const rank = (task: TaskView) => (task.status === 'pending' ? 0 : 1);
  return [...tasks]
    .filter((task) => holds(task, words))
    .sort((one, other) => rank(one) - rank(other) || one.number - other.number)
    .slice(0, TASKS_MOST);
}
