import type { TaskView, VerdictAction } from '../../live/protocol.gen';
import { byWait } from '../../live/wait';
import type { Clock } from './clock';
import { Filter } from './filter';
import type { GridController } from './gridController';
import { Listeners, type Unsubscribe } from './listeners';
import { neighbour, type Direction } from './roving';
import { Zoom } from './zoom';

export type AttentionPorts = {
  /** The tasks that wait for a verdict, oldest first. */
  readonly waiting: () => readonly string[];
  readonly task: (id: string) => TaskView | null;
  /** Whether another moderator looks at this task. */
  readonly isTaken: (id: string) => boolean;
};

/** A search that has not changed for so long is the one that was meant. */
const GATHER_AFTER_MS = 400;

/**
 * What a moderator's eyes are on: a task, or a block of tasks where there are too many for a card each. A
 * task that waits and is looked at is always shown as a card: its block is looked into.
 */
export abstract class Attention {
  readonly filter = new Filter();
  readonly zoom: Zoom;
  readonly #ports: AttentionPorts;
  readonly #clock: Clock;
  readonly #listeners = new Listeners();
  /** The oldest task of a block does not change while its list is the same. */
  readonly #oldestOf = new WeakMap<readonly string[], string>();
  /** Null: nobody has looked at anything yet, and the oldest stands for it. */
  #focused: string | null = null;
  #current: string | null = null;
  /** A task of the block that is looked at; null while nobody has chosen one. */
  #anchor: string | null = null;
  #block: number | null = null;
  #cancelGather: () => void = () => undefined;

  constructor(ports: AttentionPorts, clock: Clock) {
    this.#ports = ports;
    this.#clock = clock;
    this.zoom = new Zoom(clock);
    this.zoom.onLayout(() => this.settle());
  }

  /** The verdict on this task that is on its way, or null. */
  abstract deciding(id: string): VerdictAction | null;

  get grid(): GridController {
    return this.zoom.grid;
  }

  /** The task in the panel: the one with the focus, else the oldest that waits. None while a block has the focus. */
  get current(): string | null {
    return this.#current;
  }

  /** The place of the block with the focus; null while the grid shows cards. */
  get block(): number | null {
    return this.#block;
  }

  /** The task with the focus, or the oldest of the block that has it. */
  get here(): string | null {
    return this.#current ?? (this.#block === null ? null : this.oldestAt(this.#block));
  }

  readonly onFocus = (listener: () => void): Unsubscribe => this.#listeners.add(listener);

  /** Look at a task. */
  focus(id: string): void {
    this.#focused = id;
    this.settle();
  }

  /** Look at the oldest that waits, wherever it is. */
  focusOldest(): void {
    this.#focused = this.#oldest(() => true);
    this.settle();
  }

  /** Look at what is to be done next: near by where there is something left. */
  goOn(): void {
    this.#focused = this.zoom.showsBlocks ? null : (this.#oldest() ?? this.#oldest(() => true));
    this.settle();
  }

  /** Bring the focus to a place: to its card, or to its block. */
  point(at: number): void {
    const id = this.oldestAt(at);
    if (id === null) return;
    this.#anchor = id;
    this.#focused = this.zoom.showsBlocks ? null : id;
    this.settle();
  }

  move(to: Direction): void {
    const layout = this.grid.layout.fit;
    if (!layout) return;
    const from = this.#block ?? (this.#current === null ? null : this.grid.placeOf(this.#current));
    if (from === null) {
      this.focusOldest();
      return;
    }
    this.point(neighbour(layout, (at) => this.isReachable(at), from, to));
  }

  /** Look into the block with the focus, at its oldest task. Returns whether a block has it. */
  enterBlock(): boolean {
    if (this.#block === null || this.#current !== null) return false;
    const oldest = this.oldestAt(this.#block);
    if (oldest !== null) this.focus(oldest);
    return true;
  }

  /** Show all again, with the focus on the block from which one comes. */
  leaveBlock(): void {
    this.#anchor = this.#current;
    this.#focused = null;
    this.zoom.leave();
    this.settle();
  }

  /** Return the oldest task at a place that is not about to leave it, or null. */
  oldestAt(at: number): string | null {
    const ids = this.grid.idsAt(at);
    const known = this.#oldestOf.get(ids);
    if (known !== undefined) return known;
    const [first, ...more] = ids;
    if (first === undefined) return null;
    const oldest = more.reduce((best, id) => (this.#waitsLonger(id, best) ? id : best), first);
    this.#oldestOf.set(ids, oldest);
    return oldest;
  }

  #waitsLonger(id: string, than: string): boolean {
    const [one, other] = [this.#ports.task(id), this.#ports.task(than)];
    return one !== null && (other === null || byWait(one, other) < 0);
  }

  /** Whether the focus can come to a place: somebody is there whom the filter does not pass over. */
  isReachable(at: number): boolean {
    return this.grid.idsAt(at).some((id) => this.matches(id));
  }

  /** The tasks that wait and match the filter, oldest first; all that wait while it is off. */
  matching(): readonly string[] {
    return this.filter.among(this.#ports.waiting(), this.#ports.task);
  }

  /**
   * Look for something among all that waits. What does not match is dimmed at once; once the search
   * rests, what matches comes to the front of the grid. Without a word, all is as it was, in its new place.
   */
  look(query: string): void {
    this.filter.set(query);
    if (this.filter.isOn && this.zoom.isIn) this.leaveBlock();
    const here = this.here;
    if (this.filter.isOn && (here === null || !this.matches(here))) {
      this.#anchor = null;
      this.#focused = this.zoom.showsBlocks ? null : this.#oldest();
    }
    this.settle();
    this.#cancelGather();
    if (!this.filter.isOn) this.zoom.gather(null);
    else this.#cancelGather = this.#clock.after(GATHER_AFTER_MS, () => this.zoom.gather((id) => this.matches(id)));
  }

  /** Tell who listens, if something else is looked at after what has happened. */
  protected settle(): void {
    if (this.#focused !== null && this.#ports.task(this.#focused) === null) this.#focused = null;
    if (this.#focused !== null && this.waits(this.#focused)) this.#show(this.#focused);
    else if (this.#focused === null && this.zoom.isIn && this.#oldest() === null) this.zoom.leave();
    this.zoom.hold(this.#focused);
    const current = this.zoom.showsBlocks ? this.#focused : (this.#focused ?? this.#oldest());
    const block = this.#findBlock();
    if (current === this.#current && block === this.#block) return;
    this.#current = current;
    this.#block = block;
    this.#listeners.tell();
  }

  protected end(): void {
    this.#cancelGather();
    this.zoom.dispose();
  }

  protected readonly waits = (id: string): boolean => this.#ports.task(id)?.status === 'pending';

  /** See to it that this task has a card. */
  #show(id: string): void {
    if (!this.zoom.has(id)) this.zoom.leave();
    if (this.zoom.showsBlocks) this.zoom.enter(id);
  }

  /** The block that was chosen, for as long as something waits in it; else the one with the oldest. */
  #findBlock(): number | null {
    if (!this.zoom.showsBlocks) return null;
    const known = (this.#anchor === null ? null : this.grid.placeOf(this.#anchor)) ?? (this.#anchor === null ? null : this.#block);
    if (known !== null && this.isReachable(known)) {
      this.#anchor = this.oldestAt(known);
      return known;
    }
    this.#anchor = null;
    const oldest = this.#oldest();
    return oldest === null ? null : this.grid.placeOf(oldest);
  }

  /** Whether the filter, if one is on, does not pass over this task. */
  matches(id: string): boolean {
    return this.filter.matches(this.#ports.task(id));
  }

  /** The oldest of these that matches and that nobody else looks at; where there is none, two look at the same. */
  #oldest(isMeant = (id: string) => this.zoom.has(id)): string | null {
    let taken: string | null = null;
    for (const id of this.matching()) {
      if (!isMeant(id) || this.deciding(id) !== null) continue;
      if (!this.#ports.isTaken(id)) return id;
      taken ??= id;
    }
    return taken;
  }
}
