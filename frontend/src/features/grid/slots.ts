import { LowestFirst } from './lowestFirst';

/** How long a decided card stays to be seen before its slot is free again, in milliseconds. */
export const TOMBSTONE_MS = 420;

export type Seat = { readonly id: string; readonly leftAt: number | null };

/**
 * Who sits where. A card keeps its slot until the grid itself changes; an arrival takes the lowest free one.
 * What one task does costs the same however many there are.
 */
export class Slots {
  #seats: (Seat | null)[] = [];
  readonly #slotOf = new Map<string, number>();
  /** Arrivals that found every slot taken, oldest first. */
  readonly #queue = new Set<string>();
  /** Since when each tombstone stands, in the order in which they came to be. */
  readonly #leftAt = new Map<string, number>();
  #free = new LowestFirst();
  readonly #touched = new Set<number>();

  get capacity(): number {
    return this.#seats.length;
  }

  /** How many slots have a card or a tombstone. */
  get taken(): number {
    return this.#slotOf.size;
  }

  /** How many wait for a slot. */
  get queued(): number {
    return this.#queue.size;
  }

  seat(slot: number): Seat | null {
    return this.#seats[slot] ?? null;
  }

  /** Return the slot of a task, or null while it has none. */
  slotOf(id: string): number | null {
    return this.#slotOf.get(id) ?? null;
  }

  /** Whether a task is here, on a seat or in the queue, and has not been decided. */
  has(id: string): boolean {
    return this.#queue.has(id) || (this.#slotOf.has(id) && !this.#leftAt.has(id));
  }

  /** Return the slots in which a card or a tombstone is, lowest first. */
  occupied(): number[] {
    return this.#seats.flatMap((seat, slot) => (seat ? [slot] : []));
  }

  /** Return the slots that have changed since this was last asked for. */
  takeTouched(): readonly number[] {
    const touched = [...this.#touched];
    this.#touched.clear();
    return touched;
  }

  /** These have come, oldest first, and those have been decided. */
  change(come: readonly string[], gone: readonly string[], at: number): void {
    for (const id of gone) {
      if (this.#queue.delete(id)) continue;
      const slot = this.#slotOf.get(id);
      if (slot === undefined || this.#leftAt.has(id)) continue;
      this.#leftAt.set(id, at);
      this.#put(slot, { id, leftAt: at });
    }
    for (const id of come) {
      const slot = this.#slotOf.get(id);
      if (slot === undefined) this.#queue.add(id);
      else if (this.#leftAt.delete(id)) this.#put(slot, { id, leftAt: null });
    }
    this.#seatQueue();
  }

  /** Time has passed. The tombstone of `held` stays: somebody looks at it. */
  sweep(at: number, held: string | null): void {
    for (const [id, leftAt] of this.#leftAt) {
      if (at - leftAt < TOMBSTONE_MS) break;
      if (id === held) continue;
      const slot = this.#slotOf.get(id);
      this.#leftAt.delete(id);
      this.#slotOf.delete(id);
      if (slot === undefined) continue;
      this.#put(slot, null);
      this.#free.add(slot);
    }
    this.#seatQueue();
  }

  /** The layout has changed: `moves` names the new slot of each occupied one. */
  refit(capacity: number, moves: ReadonlyMap<number, number>): void {
    const before = this.#seats;
    const unseated = before.flatMap((seat, slot) => (seat && !moves.has(slot) ? [seat] : []));
    this.#seats = Array.from({ length: capacity }, () => null);
    this.#slotOf.clear();
    for (const [from, to] of moves) {
      const seat = before[from];
      if (!seat) continue;
      this.#seats[to] = seat;
      this.#slotOf.set(seat.id, to);
    }
    const queue = [...unseated.filter(({ leftAt }) => leftAt === null).map(({ id }) => id), ...this.#queue];
    for (const { id } of unseated) this.#leftAt.delete(id);
    this.#queue.clear();
    for (const id of queue) this.#queue.add(id);
    this.#free = new LowestFirst(this.#seats.flatMap((seat, slot) => (seat ? [] : [slot])));
    for (let slot = 0; slot < Math.max(before.length, capacity); slot += 1) this.#touched.add(slot);
    this.#seatQueue();
  }

  /** Return when the next tombstone is to go, or null. */
  nextSweep(held: string | null): number | null {
    for (const [id, leftAt] of this.#leftAt) if (id !== held) return leftAt + TOMBSTONE_MS;
    return null;
  }

  /** Give the lowest free slots to who has waited longest for one. */
  #seatQueue(): void {
    for (const id of this.#queue) {
      const slot = this.#free.take();
      if (slot === null) return;
      this.#queue.delete(id);
      this.#slotOf.set(id, slot);
      this.#put(slot, { id, leftAt: null });
    }
  }

  #put(slot: number, seat: Seat | null): void {
    this.#seats[slot] = seat;
    this.#touched.add(slot);
  }
}
