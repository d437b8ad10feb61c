export type Unsubscribe = () => void;

/** Who wants to be told. The smallest half of a store. */
export class Listeners {
  readonly #all = new Set<() => void>();

  add(listener: () => void): Unsubscribe {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  tell(): void {
    for (const listener of [...this.#all]) listener();
  }
}
