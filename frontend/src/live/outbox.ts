import { words } from '@/lib/words';
import { newClientId } from './clientId';
import type { Unsubscribe } from './connection';
import { OutboxSender } from './outboxSender';
import { inOrder, OutboxStore, type Kept, type OutboxItem } from './outboxStore';
import type { AckError } from './protocol.gen';
import type { ScanLive } from './scanLive';

/** So many items may wait in one scan. */
export const OUTBOX_MOST = 500;
/** Older than this it may say what is no longer so: its author decides whether it is still sent. */
const GOOD_FOR_MS = 7 * 24 * 60 * 60 * 1000;

// They say that this connection is not right, nothing of the item: it waits for a better one.
const OF_THE_CONNECTION: ReadonlySet<string> = new Set([
  'not_joined',
  'not_authenticated',
  'token_expired',
  'token_invalid',
  'token_missing',
]);

/**
 * What one worker sends into one scan. An item is kept in the browser under its own key until
 * the server has confirmed it, so that neither a reload nor another tab loses one.
 */
export class Outbox {
  readonly #live: ScanLive;
  readonly #store: OutboxStore;
  readonly #lock: string;
  readonly #listeners = new Set<() => void>();
  #items: readonly OutboxItem[] = [];
  #survives = true;
  /** Counts up with each change, so that nothing read before it undoes it. */
  #changes = 0;
  #reading: Promise<void> | null = null;
  /** The server says that the scan does not take these now. They may go when its status has changed. */
  readonly #parked = new Set<string>();
  #situation = '';
  /** Null until it is started. */
  #sender: OutboxSender | null = null;

  constructor(live: ScanLive, userId: string) {
    this.#live = live;
    this.#store = new OutboxStore(userId, live.scanId);
    this.#lock = `taskstream-outbox-${userId}-${live.scanId}`;
  }

  readonly items = (): readonly OutboxItem[] => this.#items;

  /** Whether what waits is still there after the tab was closed. */
  readonly survives = (): boolean => this.#survives;

  readonly subscribe = (listener: () => void): Unsubscribe => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Send what waits whenever the scan takes it, until the answer is called. */
  start(): Unsubscribe {
    const stopped = new AbortController();
    const errands = {
      refresh: () => this.#refresh(),
      next: (underWay: ReadonlyMap<string, unknown>) => this.#next(underWay),
      send: (item: OutboxItem) => this.#sendOne(item),
    };
    this.#sender = new OutboxSender(this.#lock, errands, stopped.signal);
    const undo = [
      this.#live.subscribe(() => this.#onLive()),
      this.#store.listen(() => void this.#reread().then(() => this.#send())),
    ];
    void this.#refresh().then(() => this.#send());
    return () => {
      for (const stop of undo) stop();
      stopped.abort();
    };
  }

  /** Take a text to be sent. Returns whether there was room for it. */
  add(text: string): boolean {
    if (this.#items.length >= OUTBOX_MOST) return false;
    const now = Date.now();
    // After the last one, whatever the clock says: the keys are the order.
    const last = Number.parseInt(this.#items.at(-1)?.clientId.slice(0, 12) ?? '0', 16);
    this.#keep({ clientId: newClientId(Math.max(now, last + 1)), text, wantedAt: now, problem: null });
    this.#send();
    return true;
  }

  /** Send one after all that was given up. */
  retry(item: OutboxItem): void {
    this.#keep({ ...item, wantedAt: Date.now(), problem: null });
    this.#send();
  }

  discard({ clientId }: OutboxItem): void {
    this.#changes += 1;
    this.#parked.delete(clientId);
    this.#set(this.#items.filter((item) => item.clientId !== clientId));
    void this.#store.remove(clientId);
  }

  #keep(item: OutboxItem): void {
    this.#changes += 1;
    this.#set(inOrder([...this.#items, item]));
    void this.#store.put(item).then((isKept) => {
      if (isKept) return;
      this.#survives = false;
      this.#tell();
    });
  }

  /** Another tab has changed something: what is being read just now may be from before. */
  #reread(): Promise<void> {
    this.#changes += 1;
    return this.#refresh();
  }

  /** Look again at what the browser keeps. */
  #refresh(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    let before: number;
    let kept: Kept;
    do {
      before = this.#changes;
      kept = await this.#store.read();
    } while (before !== this.#changes);
    this.#survives = kept.survives;
    this.#set(kept.items);
    this.#retireOverdue();
  }

  #retireOverdue(): void {
    const overdue = this.#items.filter((item) => item.problem === null && isOverdue(item));
    for (const item of overdue) this.#keep({ ...item, problem: words.live.overdue });
  }

  #onLive(): void {
    const situation = `${this.#live.inStep()} ${this.#live.state().scan?.status}`;
    if (situation === this.#situation) return;
    this.#situation = situation;
    this.#parked.clear();
    this.#retireOverdue();
    this.#sender?.wake();
    this.#send();
  }

  #send(): void {
    void this.#sender?.run();
  }

  #next(underWay: ReadonlyMap<string, unknown>): OutboxItem | null {
    if (!this.#live.inStep()) return null;
    const mayGo = (item: OutboxItem) =>
      item.problem === null && !isOverdue(item) && !this.#parked.has(item.clientId) && !underWay.has(item.clientId);
    return this.#items.find(mayGo) ?? null;
  }

  async #sendOne(item: OutboxItem): Promise<number | null> {
    const answer = await this.#live.submit(item.clientId, item.text);
    if (answer.ok) {
      this.discard(item);
      return null;
    }
    const { error } = answer;
    if (error.retry || OF_THE_CONNECTION.has(error.code)) return leastWait(error);
    // It may have been stored before an answer was lost: only asking tells, so each is asked once.
    if (error.code === 'scan_not_open') this.#parked.add(item.clientId);
    else this.#keep({ ...item, problem: error.message });
    return null;
  }

  #set(items: readonly OutboxItem[]): void {
    this.#items = items;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const isOverdue = ({ wantedAt }: OutboxItem): boolean => Date.now() - wantedAt > GOOD_FOR_MS;

/** How long the server wants to be left alone, in milliseconds. */
const leastWait = (error: AckError): number => (typeof error.retry_after === 'number' ? error.retry_after * 1000 : 0);
