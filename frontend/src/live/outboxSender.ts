import { takingTurns } from '@/lib/turns';
import { backoff } from './backoff';
import type { OutboxItem } from './outboxStore';

/** So many may be without an answer at a time. */
const MOST_UNDER_WAY = 20;

/** What the sender needs of an outbox. */
export type Errands = {
  /** Another tab may have sent some: look again at what waits. */
  readonly refresh: () => Promise<void>;
  /** The next to be sent, none of those under way; null when there is none, or no way to send it. */
  readonly next: (underWay: ReadonlyMap<string, unknown>) => OutboxItem | null;
  /** Send one. Resolves to null when it is settled, else to the least time to wait, in milliseconds. */
  readonly send: (item: OutboxItem) => Promise<number | null>;
};

/** How fast it goes: how many at a time, how often in a row it failed, and how long to wait before going on. */
type Pace = { room: number; failures: number; putOff: number | null };

/**
 * Sends what waits, in order and in one tab at a time. Several are under way at once while all
 * goes well; where one is put off, those behind it wait, and then go more carefully.
 */
export class OutboxSender {
  readonly #lock: string;
  readonly #errands: Errands;
  readonly #signal: AbortSignal;
  #isRunning = false;
  #wake: (() => void) | null = null;

  /** `lock`: a name that all tabs have for this outbox. Once `signal` is aborted nothing more is begun. */
  constructor(lock: string, errands: Errands, signal: AbortSignal) {
    this.#lock = lock;
    this.#errands = errands;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.wake());
  }

  /** Things stand differently: what was put off may go at once. */
  wake(): void {
    this.#wake?.();
  }

  /** Send until nothing is left that can be sent. While it runs already, this does nothing. */
  async run(): Promise<void> {
    if (this.#isRunning || !this.#hasWork()) return;
    this.#isRunning = true;
    try {
      await takingTurns(this.#lock, () => this.#drain(), this.#signal);
    } catch (error) {
      // Given up while another tab was still at it.
      if (!this.#signal.aborted) throw error;
    } finally {
      this.#isRunning = false;
    }
    // Something may have come while the last answers were awaited.
    if (this.#hasWork()) await this.run();
  }

  #hasWork(): boolean {
    return this.#next(new Map()) !== null;
  }

  #next(underWay: ReadonlyMap<string, unknown>): OutboxItem | null {
    return this.#signal.aborted ? null : this.#errands.next(underWay);
  }

  async #drain(): Promise<void> {
    await this.#errands.refresh();
    const underWay = new Map<string, Promise<void>>();
    const pace: Pace = { room: MOST_UNDER_WAY, failures: 0, putOff: null };
    const send = async (item: OutboxItem) => {
      const wait = await this.#errands.send(item);
      underWay.delete(item.clientId);
      if (wait === null) {
        pace.room = Math.min(pace.room + 1, MOST_UNDER_WAY);
        pace.failures = 0;
      } else {
        pace.room = 1;
        pace.putOff = Math.max(pace.putOff ?? 0, wait);
      }
    };

    for (;;) {
      const item = pace.putOff === null && underWay.size < pace.room ? this.#next(underWay) : null;
      if (item) underWay.set(item.clientId, send(item));
      else if (underWay.size > 0) await Promise.race(underWay.values());
      else if (pace.putOff === null) return;
      else {
        await this.#pause(Math.max(pace.putOff, backoff(pace.failures)));
        pace.failures += 1;
        pace.putOff = null;
      }
    }
  }

  /** Wait until then, or until `wake`. */
  async #pause(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = null;
  }
}
