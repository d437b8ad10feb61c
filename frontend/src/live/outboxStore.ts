import { forget, keep, readKept } from '@/lib/database';
import type { Unsubscribe } from './connection';

/** Something typed and sent off that the server has not confirmed. */
export type OutboxItem = {
  /** The key under which the server stores it once, however often it is sent. Items stand in its order. */
  readonly clientId: string;
  readonly text: string;
  /** When its author last wanted it sent. */
  readonly wantedAt: number;
  /** Why it is not sent any more until its author wants it again; null while it waits. */
  readonly problem: string | null;
};

const CHANNEL = 'taskstream.outbox';

/** One worker's outbox for one scan as the browser keeps it, for all his tabs. */
export class OutboxStore {
  readonly #place: readonly [userId: string, scanId: string];
  #channel: BroadcastChannel | null = null;

  constructor(userId: string, scanId: string) {
    this.#place = [userId, scanId];
  }

  /** Return what is kept, in order; null when this browser keeps nothing. */
  async read(): Promise<OutboxItem[] | null> {
    // Only `put` writes there, and the database's version goes with the shape.
    return (await readKept('outbox', this.#place)) as OutboxItem[] | null;
  }

  /** Keep an item. Returns whether it is kept. */
  put(item: OutboxItem): Promise<boolean> {
    const [userId, scanId] = this.#place;
    return this.#tell(keep('outbox', { userId, scanId, ...item }));
  }

  remove(clientId: string): Promise<boolean> {
    return this.#tell(forget('outbox', [...this.#place, clientId]));
  }

  /** Hear of what other tabs change, until the answer is called. */
  listen(onChange: () => void): Unsubscribe {
    const channel = new BroadcastChannel(CHANNEL);
    this.#channel = channel;
    channel.onmessage = ({ data }) => {
      if (data === this.#place.join()) onChange();
    };
    return () => {
      channel.close();
      if (this.#channel === channel) this.#channel = null;
    };
  }

  async #tell(work: Promise<boolean>): Promise<boolean> {
    const isDone = await work;
    this.#channel?.postMessage(this.#place.join());
    return isDone;
  }
}

/** How many things of this user wait in this browser to be sent, whatever the scan. */
export const countUnsent = async (userId: string): Promise<number> => (await readKept('outbox', [userId]))?.length ?? 0;

/** Throw away what this user has not sent. Only ever because he said so. */
export const discardUnsent = (userId: string): Promise<boolean> => forget('outbox', [userId]);
