/** Numbers of which the lowest is taken first: a heap. */
export class LowestFirst {
  readonly #heap: number[];

  /** `rising`: what is in it from the start, each higher than the one before. */
  constructor(rising: readonly number[] = []) {
    this.#heap = [...rising];
  }

  add(number: number): void {
    const heap = this.#heap;
    let at = heap.length;
    for (;;) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (at === 0 || above === undefined || above <= number) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = number;
  }

  take(): number | null {
    const heap = this.#heap;
    const lowest = heap[0];
    const last = heap.pop();
    if (lowest === undefined || last === undefined) return null;
    if (heap.length > 0) this.#sink(last);
    return lowest;
  }

  #sink(number: number): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const child = (heap[left + 1] ?? Infinity) < (heap[left] ?? Infinity) ? left + 1 : left;
      const below = heap[child];
      if (below === undefined || below >= number) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = number;
  }
}
