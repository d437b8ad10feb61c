import { Arrivals } from './arrivals';
import { carry } from './carry';
import type { Clock } from './clock';
import { faceOf, type Face } from './face';
import { filled, fit, type Fit, type Point, type Size } from './fit';
import { gather } from './gather';
import { place } from './geometry';
import {
  NO_SLOTS,
  nextSweep,
  occupied,
  slotOf,
  slotsReducer,
  type Slots,
  type SlotsEvent,
} from './slots';
import { Listeners, type Unsubscribe } from './listeners';
import { viewOf, type SlotView } from './slotView';

/** Shrinking waits until the grid has been under two thirds full for so long. */
const SHRINK_AFTER_MS = 2500;
const SHRINK_BELOW = 2 / 3;
/** Growing waits for the hand at most so long; meanwhile arrivals are counted. */
const GROW_WAITS_MS = 2000;
/** A key or a movement of the pointer keeps the grid still for so long. */
const BUSY_MS = 1000;
/** After a re-fit a press would land on a card that has only just come under the finger. */
const PRESS_LOCK_MS = 300;
/** While a page is still finding its shape nobody knows yet where a card is: then they stand in order. */
const FRESH_MS = 500;
/** Up to so many cards a hole looks like a mistake; above, the last row is filled up with room. */
const EXACT_UP_TO = 12;
/** Above so many arrivals in a second nothing enters with an animation. */
const RUSH = 20;

export type Layout = {
  /** Null while there is nothing to lay out, or no pane. */
  readonly fit: Fit | null;
  /** How many tasks wait for a slot. */
  readonly overflow: number;
  readonly rush: boolean;
  readonly face: Face;
};

const NOTHING: Layout = { fit: null, overflow: 0, rush: false, face: 'cards' };

/**
 * Seats the tasks that wait, and decides when the grid itself changes. It knows no DOM: the page
 * tells it sizes, pointer and keys, and subscribes to the layout and to single slots.
 */
export class GridController {
  readonly #clock: Clock;
  readonly #layoutListeners = new Listeners();
  readonly #slotListeners = new Map<number, Listeners>();
  readonly #anySlotListeners = new Listeners();
  #slots: Slots = NO_SLOTS;
  #layout: Layout = NOTHING;
  #views: readonly (SlotView | null)[] = [];
  #pane: Size = { width: 0, height: 0 };
  #rem = 16;
  #waiting: readonly string[] = [];
  readonly #arrivals = new Arrivals();
  #fresh: ReadonlySet<string> = new Set();
  #started = false;
  #pointerOn = false;
  #busyUntil = -Infinity;
  #lockedUntil = -Infinity;
  #freshUntil = -Infinity;
  #fullSince: number | null = null;
  #queuedSince: number | null = null;
  #sparseSince: number | null = null;
  #held: string | null = null;
  /** Who sits at the front while somebody looks for them. */
  #isFirst: ((id: string) => boolean) | null = null;
  #cancelTimer: () => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get layout(): Layout {
    return this.#layout;
  }

  slot(index: number): SlotView | null {
    return this.#views[index] ?? null;
  }

  slotOf(id: string): number | null {
    return slotOf(this.#slots, id);
  }

  /** Return the ids by slot, null where a slot is empty. */
  ids(): readonly (string | null)[] {
    return this.#views.map((view) => view?.id ?? null);
  }

  readonly onLayout = (listener: () => void): Unsubscribe => this.#layoutListeners.add(listener);

  /** Told once for all the slots that change together. */
  readonly onSlots = (listener: () => void): Unsubscribe => this.#anySlotListeners.add(listener);

  onSlot(index: number, listener: () => void): Unsubscribe {
    const listeners = this.#slotListeners.get(index) ?? new Listeners();
    this.#slotListeners.set(index, listeners);
    return listeners.add(listener);
  }

  /** Tell which tasks wait now, oldest first. The first call is the snapshot: nothing in it has just arrived. */
  setWaiting(ids: readonly string[]): void {
    const now = this.#clock.now();
    if (this.#started) {
      const before = new Set(this.#waiting);
      const arrived = ids.filter((id) => !before.has(id));
      this.#fresh = new Set(arrived);
      this.#arrivals.note(arrived.length, now);
    }
    this.#started = true;
    this.#waiting = ids;
    this.#apply({ type: 'waiting', ids, at: now });
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
    this.#pointerOn = true;
    this.pointerMoved();
  }

  pointerMoved(): void {
    this.#busyUntil = this.#clock.now() + BUSY_MS;
  }

  pointerLeft(): void {
    this.#pointerOn = false;
    this.#settle();
  }

  keyPressed(): void {
    this.#busyUntil = this.#clock.now() + BUSY_MS;
  }

  /** Keep the tombstone of this task while somebody looks at it. */
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

  dispose(): void {
    this.#cancelTimer();
  }

  /** Do all that is due, tell who listens, and come back when the next thing is due. */
  #settle(): void {
    const now = this.#clock.now();
    this.#arrivals.forget(now);
    this.#apply({ type: 'sweep', at: now, held: this.#held });
    this.#growOrShrink(now);
    this.#publish(new Map());
    this.#schedule(now);
  }

  #growOrShrink(now: number): void {
    const count = this.#layout.fit?.count ?? 0;
    const seated = occupied(this.#slots).length;
    if (seated === 0 || count === 0) {
      this.#refit(this.#waiting.length === 0 ? 0 : this.#wanted());
      return;
    }

    // Who waits for the place of one that is leaving has waited when it turns out that there are too few.
    this.#queuedSince = this.#slots.queue.length > 0 ? (this.#queuedSince ?? now) : null;
    const overfull = this.#waiting.length > count;
    this.#fullSince = overfull ? (this.#fullSince ?? this.#queuedSince ?? now) : null;
    const sparse = this.#waiting.length < count * SHRINK_BELOW;
    this.#sparseSince = sparse ? (this.#sparseSince ?? now) : null;

    if (now >= this.#growDue()) this.#refit(this.#wanted());
    if (now >= this.#shrinkDue()) {
      this.#sparseSince = now;
      if (this.#wanted() < count) this.#refit(this.#wanted());
    }
  }

  #growDue(): number {
    if (this.#fullSince === null) return Infinity;
    return Math.min(this.#fullSince + GROW_WAITS_MS, Math.max(this.#fullSince, this.#busyUntil));
  }

  #shrinkDue(): number {
    if (this.#sparseSince === null || this.#pointerOn) return Infinity;
    return Math.max(this.#sparseSince + SHRINK_AFTER_MS, this.#busyUntil);
  }

  /** How many slots there should be: one for each card, tombstones included, and headroom. */
  #wanted(): number {
    const cards = Math.max(this.#waiting.length, occupied(this.#slots).length);
    // It is to last half as long as the arrivals took that it is made for.
    const headroom = Math.min(Math.floor(this.#arrivals.all / 2), Math.floor(cards / 4));
    const exact = cards + headroom;
    if (exact <= EXACT_UP_TO) return exact;
    const layout = fit(exact, this.#pane, this.#rem);
    return layout ? filled(layout).count : exact;
  }

  #refit(count: number): void {
    const before = this.#layout.fit;
    const after = fit(count, this.#pane, this.#rem);
    if (before === null && after === null) return;
    if (before === null) this.#freshUntil = this.#clock.now() + FRESH_MS;
    const moves =
      before && after ? this.#moves(before, after) : new Map<number, number>();
    const origins = new Map<number, Point>();
    if (before) for (const [old, fresh] of moves) origins.set(fresh, place(before, old));
    this.#layout = { ...this.#layout, fit: after };
    this.#fullSince = null;
    this.#sparseSince = null;
    if (moves.size > 0) this.#lockedUntil = this.#clock.now() + PRESS_LOCK_MS;
    this.#apply({ type: 'refit', capacity: after?.count ?? 0, moves });
    this.#publish(origins, true);
  }

  #moves(before: Fit, after: Fit): ReadonlyMap<number, number> {
    if (this.#isFirst) return this.#gathered(this.#isFirst);
    const isFresh = this.#clock.now() < this.#freshUntil;
    return isFresh ? this.#gathered(() => true) : carry(before, after, occupied(this.#slots));
  }

  #gathered(isFirst: (id: string) => boolean): ReadonlyMap<number, number> {
    const { seats } = this.#slots;
    return gather(occupied(this.#slots), (slot) => isFirst(seats[slot]?.id ?? ''));
  }

  #apply(event: SlotsEvent): void {
    this.#slots = slotsReducer(this.#slots, event);
  }

  /** Make the views, and tell those whose part has changed. */
  #publish(origins: ReadonlyMap<number, Point>, refitted = false): void {
    const before = this.#views;
    this.#views = this.#slots.seats.map((seat, index) =>
      viewOf(seat, before[index] ?? null, origins.get(index) ?? null, this.#fresh),
    );
    const overflow = this.#slots.queue.length;
    const recent = this.#arrivals.within(1000, this.#clock.now());
    const rush = recent > RUSH;
    const face = faceOf(this.#views.length, recent, this.#layout.face);
    const was = this.#layout;
    const changed = overflow !== was.overflow || rush !== was.rush || face !== was.face;
    if (changed) this.#layout = { ...was, overflow, rush, face };
    if (changed || refitted) this.#layoutListeners.tell();
    let anyChanged = false;
    for (let index = 0; index < Math.max(before.length, this.#views.length); index += 1) {
      if (before[index] === this.#views[index]) continue;
      anyChanged = true;
      this.#slotListeners.get(index)?.tell();
    }
    if (anyChanged) this.#anySlotListeners.tell();
  }

  #schedule(now: number): void {
    this.#cancelTimer();
    const sweep = nextSweep(this.#slots, this.#held) ?? Infinity;
    // What follows from the arrivals changes when they are forgotten, too.
    const calm = this.#arrivals.all > 0 ? now + BUSY_MS : Infinity;
    const due = Math.min(sweep, this.#growDue(), this.#shrinkDue(), calm);
    if (due === Infinity) return;
    this.#cancelTimer = this.#clock.after(Math.max(0, due - now), () => {
      this.#settle();
    });
  }
}
