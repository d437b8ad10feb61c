import { plain, wordsOf } from '@/lib/search';
import type { TaskView } from '@/live/protocol.gen';
import { Listeners, type Unsubscribe } from './listeners';

/** What is searched of a task; a task never changes, a newer one is another object. */
const searched = new WeakMap<TaskView, string>();

function textOf(task: TaskView): string {
  const known = searched.get(task);
  if (known !== undefined) return known;
  const text = plain(`${task.text}\n${task.author.name}\n#${task.number}\n`);
  searched.set(task, text);
  return text;
}

/** Return whether a task holds every word: in its text, its author's name, or as its number ("#12" is that one alone). */
export function holds(task: TaskView, words: readonly string[]): boolean {
  const text = textOf(task);
  return words.every((word) => text.includes(/^#\d+$/.test(word) ? `\n${word}\n` : word));
}

/** What a moderator looks for among the tasks that wait. Without a word in it, it is off, and all match. */
export class Filter {
  readonly #listeners = new Listeners();
  #query = '';
  #words: readonly string[] = [];
  #among: { readonly ids: readonly string[]; readonly matching: readonly string[] } | null = null;

  /** As it was typed. */
  get query(): string {
    return this.#query;
  }

  get isOn(): boolean {
    return this.#words.length > 0;
  }

  set(query: string): void {
    if (query === this.#query) return;
    this.#query = query;
    this.#words = wordsOf(query);
    this.#among = null;
    this.#listeners.tell();
  }

  matches(task: TaskView | null): boolean {
    return !this.isOn || (task !== null && holds(task, this.#words));
  }

  /** Return those of these tasks that match, in their order: the same array while nothing has changed. */
  among(ids: readonly string[], task: (id: string) => TaskView | null): readonly string[] {
    if (!this.isOn) return ids;
    if (this.#among?.ids !== ids) {
      this.#among = { ids, matching: ids.filter((id) => this.matches(task(id))) };
    }
    return this.#among.matching;
  }

  readonly onChange = (listener: () => void): Unsubscribe => this.#listeners.add(listener);
}
