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

/** So many commands are offered where none has the name. */
const NEAR_MOST = 5;
/** Two words that begin with so many letters alike may be meant to be one. */
const BEGINNING = 3;

/** Return the commands of whose names some word begins as one that was typed: what may have been meant. */
export function nearest(query: string, commands: readonly NamedCommand[]): readonly NamedCommand[] {
  const begins = wordsOf(query).map((word) => word.slice(0, BEGINNING));
  const likeness = ({ label, also = '' }: NamedCommand) => {
    const names = wordsOf(`${label} ${also}`);
    return begins.filter((begin) => begin.length === BEGINNING && names.some((name) => name.startsWith(begin))).length;
  };
  const near = commands.map((command) => ({ command, likeness: likeness(command) })).filter((one) => one.likeness > 0);
  return near.toSorted((one, other) => other.likeness - one.likeness).slice(0, NEAR_MOST).map(({ command }) => command);
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
