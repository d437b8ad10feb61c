/** Arrivals of this long are remembered. */
const WINDOW_MS = 3000;

/** How many tasks have come lately. */
export class Arrivals {
  #batches: readonly { readonly at: number; readonly count: number }[] = [];

  note(count: number, now: number): void {
    this.forget(now);
    if (count > 0) this.#batches = [...this.#batches, { at: now, count }];
  }

  /** Drop what is too long ago to count. */
  forget(now: number): void {
    this.#batches = this.#batches.filter(({ at }) => now - at < WINDOW_MS);
  }

  /** Return how many have come within so many milliseconds, three seconds at most. */
  within(ms: number, now: number): number {
    return this.#batches.reduce((sum, { at, count }) => (now - at < ms ? sum + count : sum), 0);
  }

  /** Return how many came in the time that is remembered. */
  get all(): number {
    return this.#batches.reduce((sum, { count }) => sum + count, 0);
  }
}
