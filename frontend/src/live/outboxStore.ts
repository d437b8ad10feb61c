import { forget, keep, readKept } from '@/lib/database';
import { readStored, storedKeys, writeStored } from '@/lib/stored';
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

/** What waits, in order, and whether all of it is still there after the tab was closed. */
export type Kept = { readonly items: readonly OutboxItem[]; readonly survives: boolean };

const CHANNEL = 'taskstream.outbox';

// The database takes its time. What was sent off a moment before the page goes away is here as
// well: written at once, and forgotten when the database has it.
const JOURNAL = 'taskstream.unkept.';
// What neither will have. This tab alone holds it, whatever page it shows.
const loose = new Map<string, OutboxItem>();

type Place = readonly string[];

const pathOf = (place: Place) => place.map((part) => `${part}/`).join('');

function journalOf(place: Place): OutboxItem[] {
  return storedKeys(JOURNAL + pathOf(place)).flatMap((key) => {
    try {
      // Only `put` writes there.
      return [JSON.parse(readStored(key) ?? '') as OutboxItem];
    } catch {
      return [];
    }
  });
}

const looseOf = (place: Place) => [...loose].filter(([path]) => path.startsWith(pathOf(place))).map(([, item]) => item);

/** One worker's outbox for one scan as the browser keeps it, for all his tabs. */
export class OutboxStore {
  readonly #place: readonly [userId: string, scanId: string];
  #channel: BroadcastChannel | null = null;

  constructor(userId: string, scanId: string) {
    this.#place = [userId, scanId];
  }

  async read(): Promise<Kept> {
    // Only `put` writes there, and the database's version goes with the shape.
    const kept = (await readKept('outbox', this.#place)) as OutboxItem[] | null;
    const held = looseOf(this.#place);
    return {
      items: inOrder([...(kept ?? []), ...journalOf(this.#place), ...held]),
      survives: held.length === 0 && (kept !== null || writeStored(JOURNAL, null)),
    };
  }

  /** Keep an item. Returns whether it is still there after the tab was closed; this tab has it in any case. */
  async put(item: OutboxItem): Promise<boolean> {
    const [userId, scanId] = this.#place;
    const path = this.#pathOf(item.clientId);
    const line = JSON.stringify(item);
    const isWritten = writeStored(JOURNAL + path, line);
    if (!isWritten) loose.set(path, item);
    const isKept = await keep('outbox', { userId, scanId, ...item });
    if (isKept) {
      if (loose.get(path) === item) loose.delete(path);
      if (readStored(JOURNAL + path) === line) writeStored(JOURNAL + path, null);
    }
    this.#tellTabs();
    return isKept || isWritten;
  }

  async remove(clientId: string): Promise<void> {
    loose.delete(this.#pathOf(clientId));
    writeStored(JOURNAL + this.#pathOf(clientId), null);
    await forget('outbox', [...this.#place, clientId]);
    this.#tellTabs();
  }

  /** Hear of what other tabs change, until the answer is called. */
  listen(onChange: () => void): Unsubscribe {
    const channel = new BroadcastChannel(CHANNEL);
    this.#channel = channel;
    channel.onmessage = ({ data }) => {
      if (data === pathOf(this.#place)) onChange();
    };
    return () => {
      channel.close();
      if (this.#channel === channel) this.#channel = null;
    };
  }

  #pathOf(clientId: string): string {
    return pathOf([...this.#place, clientId]);
  }

  #tellTabs(): void {
    this.#channel?.postMessage(pathOf(this.#place));
  }
}

/** Return the items in the order in which they were written, each once: the last one of a key counts. */
export function inOrder(items: readonly OutboxItem[]): readonly OutboxItem[] {
  const byKey = new Map(items.map((item) => [item.clientId, item]));
  return [...byKey.values()].sort((a, b) => (a.clientId < b.clientId ? -1 : 1));
}

/** How many things of this user wait in this browser to be sent, whatever the scan. */
export async function countUnsent(userId: string): Promise<number> {
  const kept = ((await readKept('outbox', [userId])) ?? []) as OutboxItem[];
  return inOrder([...kept, ...journalOf([userId]), ...looseOf([userId])]).length;
}

/** How many things of this user wait in the browser's database, scan by scan. */
export async function unsentByScan(userId: string): Promise<ReadonlyMap<string, number>> {
  const kept = ((await readKept('outbox', [userId])) ?? []) as { readonly scanId: string }[];
  const counts = new Map<string, number>();
  for (const { scanId } of kept) counts.set(scanId, (counts.get(scanId) ?? 0) + 1);
  return counts;
}

/** Give what one has not sent into a scan to another, who decides whether it is still sent; `problem` tells him why. */
export async function handOverUnsent(scanId: string, from: string, to: string, problem: string): Promise<void> {
  const [before, after] = [new OutboxStore(from, scanId), new OutboxStore(to, scanId)];
  // Not the whole row: as the browser keeps it, it names the one before.
  for (const { clientId, text, wantedAt } of (await before.read()).items) {
    await after.put({ clientId, text, wantedAt, problem });
    await before.remove(clientId);
  }
}

/** Throw away what this user has not sent. Only ever because he said so. */
export async function discardUnsent(userId: string): Promise<void> {
  const path = pathOf([userId]);
  for (const key of storedKeys(JOURNAL + path)) writeStored(key, null);
  for (const key of loose.keys()) if (key.startsWith(path)) loose.delete(key);
  await forget('outbox', [userId]);
}
