import * as v from 'valibot';
import { storedKeys, readStored, writeStored } from '@/lib/stored';
import { backoff } from './backoff';
import { newClientId } from './clientId';
import type { Unsubscribe } from './connection';
import type { ScanLive } from './scanLive';

/** Something typed and sent off that the server has not confirmed. */
export type OutboxItem = {
  /** The key under which the server stores it once, however often it is sent. Its first digits are the time. */
  readonly clientId: string;
  readonly text: string;
  readonly createdAt: number;
  /** Why the server will not have it; null while it only waits. */
  readonly problem: string | null;
};

const stored = v.object({ text: v.string(), createdAt: v.number(), problem: v.nullable(v.string()) });

/**
 * What one worker sends into one scan. An item is kept in the browser under its own key
 * until the server has confirmed it, so that neither a reload nor another tab loses one,
 * and leaves in the order in which it was written.
 */
export class Outbox {
  readonly #live: ScanLive;
  readonly #prefix: string;
  readonly #listeners = new Set<() => void>();
  #items: readonly OutboxItem[];
  #isSending = false;
  #isOpen = false;

  constructor(live: ScanLive, userId: string) {
    this.#live = live;
    this.#prefix = `taskstream.outbox.${userId}.${live.scanId}.`;
    this.#items = this.#read();
  }

  readonly items = (): readonly OutboxItem[] => this.#items;

  readonly subscribe = (listener: () => void): Unsubscribe => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Send what waits whenever the scan takes it, until the answer is called. */
  start(): Unsubscribe {
    this.#isOpen = true;
    const stop = this.#live.subscribe(() => void this.#send());
    const onStorage = ({ key }: StorageEvent) => {
      if (key === null || key.startsWith(this.#prefix)) this.#set(this.#read());
    };
    window.addEventListener('storage', onStorage);
    void this.#send();
    return () => {
      this.#isOpen = false;
      stop();
      window.removeEventListener('storage', onStorage);
    };
  }

  /** Take a text to be sent. */
  add(text: string): void {
    const createdAt = Date.now();
    this.#keep({ clientId: newClientId(createdAt), text, createdAt, problem: null });
    void this.#send();
  }

  /** Try one again that was refused. */
  retry(item: OutboxItem): void {
    this.#keep({ ...item, problem: null });
    void this.#send();
  }

  discard({ clientId }: OutboxItem): void {
    writeStored(this.#prefix + clientId, null);
    this.#set(this.#items.filter((item) => item.clientId !== clientId));
  }

  #keep(item: OutboxItem): void {
    const { clientId, ...rest } = item;
    writeStored(this.#prefix + clientId, JSON.stringify(rest));
    this.#set(inOrder([...this.#items.filter((other) => other.clientId !== clientId), item]));
  }

  #read(): readonly OutboxItem[] {
    const items = storedKeys(this.#prefix).flatMap((key) => {
      const item = v.safeParse(stored, parsed(readStored(key)));
      return item.success ? [{ clientId: key.slice(this.#prefix.length), ...item.output }] : [];
    });
    return inOrder(items);
  }

  /** One after the other, so that they keep their order; a second call while one runs does nothing. */
  async #send(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    for (let failures = 0, item = this.#next(); item !== null; item = this.#next()) {
      const done = await this.#sendOne(item);
      failures = done ? 0 : failures + 1;
      if (!done) await new Promise((resolve) => setTimeout(resolve, backoff(failures)));
    }
    this.#isSending = false;
  }

  #next(): OutboxItem | null {
    const isTaken = this.#live.inStep() && this.#live.state().scan?.status === 'open';
    if (!this.#isOpen || !isTaken) return null;
    return this.#items.find(({ problem }) => problem === null) ?? null;
  }

  /** Return whether the item is settled, for good or ill. */
  async #sendOne(item: OutboxItem): Promise<boolean> {
    const answer = await this.#live.submit(item.clientId, item.text);
    if (answer.ok) {
      this.discard(item);
      return true;
    }
    // Paused meanwhile: it waits for the reopening.
    if (answer.error.retry || answer.error.code === 'scan_not_open') return false;
    this.#keep({ ...item, problem: answer.error.message });
    return true;
  }

  #set(items: readonly OutboxItem[]): void {
    this.#items = items;
    for (const listener of this.#listeners) listener();
  }
}

const inOrder = (items: readonly OutboxItem[]): readonly OutboxItem[] =>
  items.toSorted((a, b) => (a.clientId < b.clientId ? -1 : 1));

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
