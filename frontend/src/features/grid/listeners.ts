export type Unsubscribe = () => void;

/** Who wants to be told. The smallest half of a store. */
export class Listeners<What extends readonly unknown[] = []> {
  readonly #all = new Set<(...what: What) => void>();

  add(listener: (...what: What) => void): Unsubscribe {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  tell(...what: What): void {
    for (const listener of [...this.#all]) listener(...what);
  }
}
