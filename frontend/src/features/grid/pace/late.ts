/** Below this part of its target a wait is on time again: at the border it would change with every verdict. */
const BACK_ON_TIME = 0.8;

/** Notices when a wait passes its target, and says so once until it was on time again. */
export class Late {
  #isLate: boolean | null = null;

  get isLate(): boolean {
    return this.#isLate === true;
  }

  /** Take in how long it is now (null: nothing waits); return whether it has just become too long. */
  note(waitMs: number | null, targetMs: number): boolean {
    const before = this.#isLate;
    const bound = before === true ? targetMs * BACK_ON_TIME : targetMs;
    this.#isLate = waitMs !== null && waitMs > bound;
    // What was so already when one came is seen, and no news.
    return this.#isLate && before === false;
  }
}
