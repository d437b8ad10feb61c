import { Listeners, type Unsubscribe } from './listeners';
import type { Seen } from './verdict';

/**
 * Which tasks a moderator has selected to decide together, each as it was when it was selected. What
 * arrives never joins by itself.
 */
export class Selection {
  readonly #listeners = new Listeners();
  #selected: ReadonlyMap<string, number> = new Map();
  /** Where a range begins, and what was selected besides. */
  #anchor: string | null = null;
  #base: ReadonlyMap<string, number> = this.#selected;

  readonly onChange = (listener: () => void): Unsubscribe => this.#listeners.add(listener);

  get size(): number {
    return this.#selected.size;
  }

  get tasks(): readonly Seen[] {
    return [...this.#selected].map(([id, version]) => ({ id, version }));
  }

  get anchor(): string | null {
    return this.#anchor;
  }

  has(id: string): boolean {
    return this.#selected.has(id);
  }

  /** Select these, of which the first is where a range would begin; let them go if all of them are selected. */
  toggle(tasks: readonly Seen[]): void {
    const selected = new Map(this.#selected);
    const isAll = tasks.every(({ id }) => selected.has(id));
    for (const { id, version } of tasks) {
      if (isAll) selected.delete(id);
      else selected.set(id, version);
    }
    this.#set(selected);
    this.#pin(tasks[0]?.id ?? null);
  }

  /** Begin a range here: what is selected so far stays. */
  #pin(id: string | null): void {
    this.#anchor = id;
    this.#base = this.#selected;
  }

  /** Select a range that begins at `from`, instead of the last one that began there. */
  extend(from: string, range: readonly Seen[]): void {
    if (this.#anchor === null) this.#pin(from);
    this.#set(withAll(this.#base, range));
  }

  /** Select these, and of what was selected before only what `kept` has. */
  select(tasks: readonly Seen[], kept: readonly Seen[] = []): void {
    this.#set(withAll(withAll(new Map(), kept), tasks));
    this.#pin(null);
  }

  clear(): void {
    this.select([]);
  }

  /** Drop what does not wait any more. */
  keep(waits: (id: string) => boolean): void {
    if ([...this.#selected.keys()].every(waits)) return;
    const only = (all: ReadonlyMap<string, number>) => new Map([...all].filter(([id]) => waits(id)));
    this.#base = only(this.#base);
    this.#set(only(this.#selected));
  }

  #set(selected: ReadonlyMap<string, number>): void {
    const same = selected.size === this.#selected.size && [...selected.keys()].every((id) => this.#selected.has(id));
    this.#selected = selected;
    if (!same) this.#listeners.tell();
  }
}

const withAll = (map: ReadonlyMap<string, number>, tasks: readonly Seen[]): ReadonlyMap<string, number> =>
  new Map([...map, ...tasks.map(({ id, version }) => [id, version] as const)]);
