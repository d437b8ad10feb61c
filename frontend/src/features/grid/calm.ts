/** Shrinking waits until the grid has been sparse for so long. */
const SHRINK_AFTER_MS = 2500;
/** Growing waits for the hand at most so long; meanwhile arrivals are counted. */
const GROW_WAITS_MS = 2000;
/** A key or a movement of the pointer keeps the grid still for so long. */
export const BUSY_MS = 1000;

/** Where the hand is. Two grids that lie one in the other are under the same one. */
export class Hand {
  isOn = false;
  busyUntil = -Infinity;

  /** A key was pressed, or the pointer has moved. */
  stirred(now: number): void {
    this.busyUntil = now + BUSY_MS;
  }
}

/** How the grid stands: `queued`, some wait for a place; `overfull`, there are too few; `sparse`, far too many. */
type Standing = { readonly queued: boolean; readonly overfull: boolean; readonly sparse: boolean };

/** Says from when on the layout may change: not under a busy hand, and growing within two seconds all the same. */
export class Calm {
  readonly #hand: Hand;
  #queuedSince: number | null = null;
  #fullSince: number | null = null;
  #sparseSince: number | null = null;

  constructor(hand: Hand) {
    this.#hand = hand;
  }

  note({ queued, overfull, sparse }: Standing, now: number): void {
    // Who waits for the place of one that is leaving has waited when it turns out that there are too few.
    this.#queuedSince = queued ? (this.#queuedSince ?? now) : null;
    this.#fullSince = overfull ? (this.#fullSince ?? this.#queuedSince ?? now) : null;
    this.#sparseSince = sparse ? (this.#sparseSince ?? now) : null;
  }

  /** The layout has changed: what was amiss is so no longer. */
  refitted(): void {
    this.#queuedSince = null;
    this.#fullSince = null;
    this.#sparseSince = null;
  }

  /** It could have shrunk now. */
  looked(now: number): void {
    this.#sparseSince = now;
  }

  get growDue(): number {
    // A place that is about to be free need not come in time for who has waited for one already.
    const latest = (this.#fullSince ?? this.#queuedSince ?? Infinity) + GROW_WAITS_MS;
    return this.#fullSince === null ? latest : Math.min(latest, Math.max(this.#fullSince, this.#hand.busyUntil));
  }

  get shrinkDue(): number {
    if (this.#sparseSince === null || this.#hand.isOn) return Infinity;
    return Math.max(this.#sparseSince + SHRINK_AFTER_MS, this.#hand.busyUntil);
  }
}
