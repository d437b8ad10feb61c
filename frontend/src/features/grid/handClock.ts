import type { Clock } from './clock';

/** A clock whose hands a test turns. What is due is called in its order, at its time. */
export class HandClock implements Clock {
  #now = 0;
  #next = 0;
  readonly #due = new Map<number, { at: number; call: () => void }>();

  readonly now = (): number => this.#now;

  readonly after = (ms: number, call: () => void): (() => void) => {
    const key = this.#next++;
    this.#due.set(key, { at: this.#now + ms, call });
    return () => this.#due.delete(key);
  };

  turn(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [first] = [...this.#due].sort(([, one], [, other]) => one.at - other.at);
      if (!first || first[1].at > end) break;
      this.#due.delete(first[0]);
      this.#now = first[1].at;
      first[1].call();
    }
    this.#now = end;
  }
}
