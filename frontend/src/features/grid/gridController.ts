import { Arrivals } from './arrivals';
import { BUSY_MS, Calm, Hand } from './calm';
import { carry } from './carry';
import type { Clock } from './clock';
import { difference } from './difference';
import { capacityOf, filled, fit, type Fit, type Point, type Size } from './fit';
import { gather } from './gather';
import { place, placeOf, slotsOf } from './geometry';
import { NO_LAYOUT, withTraffic, type Layout } from './layout';
import { Listeners, type Unsubscribe } from './listeners';
import { Slots } from './slots';
import { viewOf, type SlotView } from './slotView';

/** Under so much of it in use, the grid is sparse. */
const SHRINK_BELOW = 2 / 3;
/** After a re-fit a press would land on a card that has only just come under the finger. */
const PRESS_LOCK_MS = 300;
/** While a page is still finding its shape nobody knows yet where a card is: then they stand in order. */
const FRESH_MS = 500;
/** Up to so many cards a hole looks like a mistake; above, the last row is filled up with room. */
const EXACT_UP_TO = 12;
/**
 * Seats the tasks that wait, and decides when the grid itself changes. It knows no DOM: the page
 * tells it sizes, pointer and keys, and subscribes to the layout and to single slots.
 */
export class GridController {
  readonly #clock: Clock;
  readonly #layoutListeners = new Listeners();
  readonly #slotListeners = new Map<number, Listeners>();
  readonly #anySlotListeners = new Listeners<[readonly number[]]>();
  readonly #slots = new Slots();
  #layout = NO_LAYOUT;
  #views: (SlotView | null)[] = [];
  /** What is at a place, as far as somebody has asked since it changed. */
  readonly #idsAt = new Map<number, readonly string[]>();
  #pane: Size = { width: 0, height: 0 };
  #rem = 16;
  #waiting: readonly string[] = [];
  readonly #arrivals = new Arrivals();
  #fresh: ReadonlySet<string> = new Set();
  #started = false;
  readonly #hand: Hand;
  readonly #calm: Calm;
  #lockedUntil = -Infinity;
  #freshUntil = -Infinity;
  #held: string | null = null;
  /** Who sits at the front while somebody looks for them. */
  #isFirst: ((id: string) => boolean) | null = null;
  #cancelTimer: () => void = () => undefined;

  constructor(clock: Clock, hand = new Hand()) {
    this.#clock = clock;
    this.#hand = hand;
    this.#calm = new Calm(hand);
  }

  get layout(): Layout {
    return this.#layout;
  }

  slot(index: number): SlotView | null {
    return this.#views[index] ?? null;
  }

  slotOf(id: string): number | null {
    return this.#slots.slotOf(id);
  }

  /** Return the place at which a task is, or null while it has none. */
  placeOf(id: string): number | null {
    const slot = this.slotOf(id);
    return slot !== null && this.#layout.fit ? placeOf(this.#layout.fit, slot) : null;
  }

  /** Return the tasks at a place that are not about to leave it: the very same list while they are the same. */
  idsAt(at: number): readonly string[] {
    const known = this.#idsAt.get(at);
    if (known) return known;
    const slots = this.#layout.fit ? slotsOf(this.#layout.fit, at) : [];
    const ids = slots.flatMap((slot) => {
      const view = this.slot(slot);
      return view && !view.leaving ? view.id : [];
    });
    this.#idsAt.set(at, ids);
    return ids;
  }

  /** Return the ids by slot, null where a slot is empty. */
  ids(): readonly (string | null)[] {
    return this.#views.map((view) => view?.id ?? null);
  }

  readonly onLayout = (listener: () => void): Unsubscribe => this.#layoutListeners.add(listener);

  /** Told once of all the slots that change together. */
  readonly onSlots = (listener: (slots: readonly number[]) => void): Unsubscribe => this.#anySlotListeners.add(listener);

  onSlot(index: number, listener: () => void): Unsubscribe {
    const listeners = this.#slotListeners.get(index) ?? new Listeners();
    this.#slotListeners.set(index, listeners);
    return listeners.add(listener);
  }

  /** Tell which tasks wait now, oldest first. The first call is the snapshot: nothing in it has just arrived. */
  setWaiting(ids: readonly string[]): void {
    const now = this.#clock.now();
    const { come, gone } = difference(this.#waiting, ids, (id) => this.#slots.has(id));
    if (this.#started) {
      this.#fresh = new Set(come);
      this.#arrivals.note(come.length, now);
    }
    this.#started = true;
    this.#waiting = ids;
    this.#slots.change(come, gone, now);
    this.#settle();
  }

  /** Tell the size of the pane, and of one rem in it. A change of either re-fits at once. */
  setPane(pane: Size, rem: number): void {
    if (pane.width === this.#pane.width && pane.height === this.#pane.height && rem === this.#rem) {
      return;
    }
    this.#pane = pane;
    this.#rem = rem;
    this.#refit(this.#wanted());
    this.#settle();
  }

  pointerEntered(): void {
    this.#hand.isOn = true;
    this.stirred();
  }

  pointerLeft(): void {
    this.#hand.isOn = false;
    this.#settle();
  }

  /** A key was pressed, or the pointer has moved. */
  stirred(): void {
    this.#hand.stirred(this.#clock.now());
  }

  /** Somebody looks at this task: its tombstone is kept, and while it waits it has a card, whatever the hand does. */
  hold(id: string | null): void {
    if (id === this.#held) return;
    this.#held = id;
    this.#settle();
  }

  /** Seat these at the front, now and with each re-fit. Null: nobody comes first, and all stay where they are. */
  gather(isFirst: ((id: string) => boolean) | null): void {
    this.#isFirst = isFirst;
    if (!isFirst || !this.#layout.fit) return;
    const isInPlace = [...this.#gathered(isFirst)].every(([from, to]) => from === to);
    if (!isInPlace) this.#refit(this.#wanted());
    this.#settle();
  }

  /** Return whether a press that begins now may do something. */
  takesPresses(): boolean {
    return this.#clock.now() >= this.#lockedUntil;
  }

  /** Return a grid of these tasks alone, in the same pane and under the same hand. */
  of(ids: readonly string[]): GridController {
    const part = new GridController(this.#clock, this.#hand);
    part.setPane(this.#pane, this.#rem);
    part.setWaiting(ids);
    return part;
  }

  dispose(): void {
    this.#cancelTimer();
  }

  /** Do all that is due, tell who listens, and come back when the next thing is due. */
  #settle(): void {
    const now = this.#clock.now();
    this.#arrivals.forget(now);
    this.#slots.sweep(now, this.#held);
    this.#growOrShrink(now);
    this.#publish(new Map());
    this.#schedule(now);
  }

  #growOrShrink(now: number): void {
    const { fit: layout } = this.#layout;
    const count = layout ? capacityOf(layout) : 0;
    if (this.#slots.taken === 0 || count === 0) {
      this.#refit(this.#waiting.length === 0 ? 0 : this.#wanted());
      return;
    }

    const standing = {
      queued: this.#slots.queued > 0,
      overfull: this.#waiting.length > count,
      sparse: this.#waiting.length < count * SHRINK_BELOW,
    };
    this.#calm.note(standing, now);
    if (now >= this.#calm.growDue || this.#isHeldQueued) this.#refit(this.#wanted());
    if (now >= this.#calm.shrinkDue) {
      this.#calm.looked(now);
      if (this.#wanted() < count) this.#refit(this.#wanted());
    }
  }

  /** Whether what is looked at has no card: a key would decide what nobody sees. */
  get #isHeldQueued(): boolean {
    return this.#held !== null && this.#slots.has(this.#held) && this.#slots.slotOf(this.#held) === null;
  }

  /** How many slots there should be: one for each card, tombstones included, and headroom. */
  #wanted(): number {
    const cards = this.#slots.taken + this.#slots.queued;
    // It is to last half as long as the arrivals took that it is made for.
    const headroom = Math.min(Math.floor(this.#arrivals.all / 2), Math.floor(cards / 4));
    const exact = cards + headroom;
    if (exact <= EXACT_UP_TO) return exact;
    const layout = fit(exact, this.#pane, this.#rem);
    return layout ? capacityOf(filled(layout)) : exact;
  }

  #refit(count: number): void {
    const before = this.#layout.fit;
    const after = fit(count, this.#pane, this.#rem);
    if (before === null && after === null) return;
    if (before === null) this.#freshUntil = this.#clock.now() + FRESH_MS;
    const moves =
      before && after ? this.#moves(before, after) : new Map<number, number>();
    const origins = new Map<number, Point>();
    // Blocks are too many things at once to be followed by the eye.
    const isSeen = before?.per === 1 && after?.per === 1;
    if (isSeen) for (const [old, fresh] of moves) origins.set(fresh, place(before, old));
    this.#layout = { ...this.#layout, fit: after };
    this.#calm.refitted();
    if (moves.size > 0) this.#lockedUntil = this.#clock.now() + PRESS_LOCK_MS;
    this.#slots.refit(after ? capacityOf(after) : 0, moves);
    this.#publish(origins, true);
  }

  #moves(before: Fit, after: Fit): ReadonlyMap<number, number> {
    if (this.#isFirst) return this.#gathered(this.#isFirst);
    const isFresh = this.#clock.now() < this.#freshUntil;
    const moves = isFresh ? null : carry(before, after, this.#slots.occupied());
    return moves ?? this.#gathered(() => true);
  }

  #gathered(isFirst: (id: string) => boolean): ReadonlyMap<number, number> {
    return gather(this.#slots.occupied(), (slot) => isFirst(this.#slots.seat(slot)?.id ?? ''));
  }

  /** Make the views anew that have changed, and tell those whose part it is. */
  #publish(origins: ReadonlyMap<number, Point>, refitted = false): void {
    const was = this.#layout;
    this.#layout = withTraffic(was, this.#slots.queued, this.#arrivals.within(1000, this.#clock.now()));
    if (refitted) this.#idsAt.clear();
    const told = this.#slots.takeTouched().filter((slot) => {
      const before = this.#views[slot] ?? null;
      const after = viewOf(this.#slots.seat(slot), before, origins.get(slot) ?? null, this.#fresh);
      this.#views[slot] = after;
      if (was.fit) this.#idsAt.delete(placeOf(was.fit, slot));
      return after !== before;
    });
    this.#views.length = this.#slots.capacity;
    if (refitted || this.#layout !== was) this.#layoutListeners.tell();
    for (const slot of told) this.#slotListeners.get(slot)?.tell();
    if (told.length > 0) this.#anySlotListeners.tell(told);
  }

  #schedule(now: number): void {
    this.#cancelTimer();
    const sweep = this.#slots.nextSweep(this.#held) ?? Infinity;
    // What follows from the arrivals changes when they are forgotten, too.
    const calm = this.#arrivals.all > 0 ? now + BUSY_MS : Infinity;
    const due = Math.min(sweep, this.#calm.growDue, this.#calm.shrinkDue, calm);
    if (due === Infinity) return;
    this.#cancelTimer = this.#clock.after(Math.max(0, due - now), () => {
      this.#settle();
    });
  }
}
