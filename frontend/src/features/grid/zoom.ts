import type { Clock } from './clock';
import { fit, type Size } from './fit';
import { GridController } from './gridController';
import { Listeners, type Unsubscribe } from './listeners';

type Part = { readonly grid: GridController; readonly ids: ReadonlySet<string> };

/** With what has just come the grid is laid out for more: at the border it would go in and out. */
const ROOM = 1.5;

const hasRoomFor = (count: number, pane: Size, rem: number): boolean => fit(Math.ceil(count * ROOM), pane, rem)?.per === 1;

/**
 * How much of what waits the grid shows: all of it, or the tasks of one block. What arrives meanwhile never
 * joins a block that is looked into; it is in the grid of all.
 */
export class Zoom {
  readonly #all: GridController;
  readonly #listeners = new Listeners();
  #part: Part | null = null;
  #waiting: readonly string[] = [];
  #turn = 0;

  constructor(clock: Clock) {
    this.#all = new GridController(clock);
  }

  /** The grid that is shown now. */
  get grid(): GridController {
    return this.#part?.grid ?? this.#all;
  }

  /** How often the grid was exchanged for another one: what is drawn of one is nothing to the next. */
  get turn(): number {
    return this.#turn;
  }

  /** How many tasks of the block that is looked into still wait; null while all are shown. */
  get left(): number | null {
    return this.#part && this.#waiting.filter((id) => this.#part?.ids.has(id)).length;
  }

  /** Told when another grid is shown. */
  readonly onChange = (listener: () => void): Unsubscribe => this.#listeners.add(listener);

  /** Told when the grid of all has changed its layout. */
  readonly onLayout = (listener: () => void): Unsubscribe => this.#all.onLayout(listener);

  /** Whether the grid shows the tasks of one block alone. */
  get isIn(): boolean {
    return this.#part !== null;
  }

  /** Whether the places of the grid are blocks. */
  get showsBlocks(): boolean {
    return (this.grid.layout.fit?.per ?? 1) > 1;
  }

  /** Whether the grid that is shown has, or could have, a place for this task. */
  has(id: string): boolean {
    return this.#part?.ids.has(id) ?? true;
  }

  /** Show the tasks of the block in which this one is, once it is in one. */
  enter(id: string): void {
    const at = this.#part === null && this.showsBlocks ? this.#all.placeOf(id) : null;
    const ids = new Set(at === null ? [] : this.#all.idsAt(at));
    if (!ids.has(id)) return;
    const inOrder = this.#waiting.filter((waits) => ids.has(waits));
    this.#show({ grid: this.#all.of(inOrder), ids });
  }

  /** Show all again. */
  leave(): void {
    if (this.#part) this.#show(null);
  }

  setWaiting(ids: readonly string[]): void {
    this.#waiting = ids;
    this.#all.setWaiting(ids);
    if (this.#part) this.#part.grid.setWaiting(ids.filter((id) => this.#part?.ids.has(id)));
  }

  /**
   * Tell the size of the pane as it is now. What stands over a block takes some of it, and is no reason to lay out all
   * anew; but where there is room for all again, all is shown.
   */
  setPane(pane: Size, rem: number): void {
    if (this.#part && hasRoomFor(this.#waiting.length, pane, rem)) {
      this.#all.setPane(pane, rem);
      this.leave();
    } else {
      this.grid.setPane(pane, rem);
    }
  }

  hold(id: string | null): void {
    this.#all.hold(id);
    this.#part?.grid.hold(id);
  }

  gather(isFirst: ((id: string) => boolean) | null): void {
    this.#all.gather(isFirst);
    this.#part?.grid.gather(isFirst);
  }

  dispose(): void {
    this.#all.dispose();
    this.#part?.grid.dispose();
  }

  #show(part: Part | null): void {
    this.#part?.grid.dispose();
    this.#part = part;
    this.#turn += 1;
    this.#listeners.tell();
  }
}
