/** The browser's locks, for tabs that share this object: one at a time for each name, in turn. */
export function fakeLocks() {
  const tails = new Map<string, Promise<unknown>>();
  return {
    request<T>(name: string, { signal }: { signal?: AbortSignal }, work: () => Promise<T>): Promise<T> {
      const before = tails.get(name) ?? Promise.resolve();
      const turn = before.then(() => {
        if (signal?.aborted) throw new DOMException('given up', 'AbortError');
        return work();
      });
      tails.set(name, turn.catch(() => undefined));
      return turn;
    },
  };
}
