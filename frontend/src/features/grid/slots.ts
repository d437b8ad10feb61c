/** Who sits where. A card keeps its slot until the grid itself changes. Pure. */

/** How long a decided card stays to be seen before its slot is free again, in milliseconds. */
export const TOMBSTONE_MS = 420;

export type Seat = { readonly id: string; readonly leftAt: number | null };

export type Slots = {
  readonly seats: readonly (Seat | null)[];
  /** Arrivals that found every slot taken, oldest first. */
  readonly queue: readonly string[];
};

export type SlotsEvent =
  /** The tasks that wait now, oldest first. Who is no longer among them has been decided. */
  | { readonly type: 'waiting'; readonly ids: readonly string[]; readonly at: number }
  /** Time has passed. The tombstone of `held` stays: somebody looks at it. */
  | { readonly type: 'sweep'; readonly at: number; readonly held: string | null }
  /** The layout has changed: `moves` names the new slot of each occupied one. */
  | {
      readonly type: 'refit';
      readonly capacity: number;
      readonly moves: ReadonlyMap<number, number>;
    };

export const NO_SLOTS: Slots = { seats: [], queue: [] };

/** Return the slots after an event; the very same object when nothing changed. */
export function slotsReducer(slots: Slots, event: SlotsEvent): Slots {
  switch (event.type) {
    case 'waiting':
      return follow(slots, event.ids, event.at);
    case 'sweep':
      return sweep(slots, event.at, event.held);
    case 'refit':
      return reseat(slots, event.capacity, event.moves);
  }
}

/** Return the slots in which a card or a tombstone is, lowest first. */
export function occupied(slots: Slots): number[] {
  return slots.seats.flatMap((seat, slot) => (seat ? [slot] : []));
}

/** Return the slot of a task, or null while it has none. */
export function slotOf(slots: Slots, id: string): number | null {
  const slot = slots.seats.findIndex((seat) => seat?.id === id);
  return slot === -1 ? null : slot;
}

/** Return when the next tombstone is to go, or null. */
export function nextSweep(slots: Slots, held: string | null): number | null {
  const left = slots.seats.flatMap((seat) => (seat?.id === held ? [] : (seat?.leftAt ?? [])));
  return left.length === 0 ? null : Math.min(...left) + TOMBSTONE_MS;
}

function follow(slots: Slots, ids: readonly string[], at: number): Slots {
  const waiting = new Set(ids);
  const known = new Set(slots.queue);
  const seats = slots.seats.map((seat) => {
    if (!seat) return null;
    known.add(seat.id);
    if (waiting.has(seat.id)) return seat.leftAt === null ? seat : { ...seat, leftAt: null };
    return seat.leftAt === null ? { ...seat, leftAt: at } : seat;
  });
  const queue = slots.queue.filter((id) => waiting.has(id));
  const arrivals = ids.filter((id) => !known.has(id));
  return seatQueue(slots, seats, [...queue, ...arrivals]);
}

function sweep(slots: Slots, at: number, held: string | null): Slots {
  const seats = slots.seats.map((seat) => {
    const leftAt = seat?.leftAt ?? null;
    const stays = leftAt === null || at - leftAt < TOMBSTONE_MS || seat?.id === held;
    return stays ? seat : null;
  });
  return seatQueue(slots, seats, slots.queue);
}

function reseat(slots: Slots, capacity: number, moves: ReadonlyMap<number, number>): Slots {
  const seats: (Seat | null)[] = Array.from({ length: capacity }, () => null);
  for (const [from, to] of moves) seats[to] = slots.seats[from] ?? null;
  const unseated = slots.seats.flatMap((seat, slot) =>
    seat?.leftAt === null && !moves.has(slot) ? [seat.id] : [],
  );
  return seatQueue(slots, seats, [...unseated, ...slots.queue]);
}

/** Give the lowest free slots to who has waited longest for one. */
function seatQueue(
  before: Slots,
  seats: (Seat | null)[],
  queue: readonly string[],
): Slots {
  let next = 0;
  for (let slot = 0; slot < seats.length && next < queue.length; slot += 1) {
    const id = queue[next];
    if (seats[slot] !== null || id === undefined) continue;
    seats[slot] = { id, leftAt: null };
    next += 1;
  }
  const after = { seats, queue: queue.slice(next) };
  return same(before.seats, after.seats) && same(before.queue, after.queue) ? before : after;
}

function same<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
