/** Below this part of its target a wait is on time again: at the border it would change with every verdict. */
const BACK_ON_TIME = 0.8;
/** Where one task waits at a time, and each too long, every one of them would be news. */
const AGAIN_AFTER_MS = 5 * 60_000;

/** Notices when a wait passes its target, and says so once until it was on time again, and not again within five minutes. */
export class Late {
  #isLate: boolean | null = null;
  #saidAt = -Infinity;

  get isLate(): boolean {
    return this.#isLate === true;
  }

  /** Take in how long it is `now` (null: nothing waits); return whether to say that it has become too long. */
  note(waitMs: number | null, targetMs: number, now: number): boolean {
    const before = this.#isLate;
    const bound = before === true ? targetMs * BACK_ON_TIME : targetMs;
    this.#isLate = waitMs !== null && waitMs > bound;
    // What was so already when one came is seen, and no news.
    if (!this.#isLate || before !== false || now - this.#saidAt < AGAIN_AFTER_MS) return false;
    this.#saidAt = now;
    return true;
  }
}
