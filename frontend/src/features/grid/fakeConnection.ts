import type { LiveConnection, LiveStatus, Unanswered, Verdict } from '@/live/connection';
import type { Decided, Joined, Refused, ServerEvent } from '@/live/protocol.gen';
import { Listeners } from './listeners';

type DecideAnswer = Decided | Refused | Unanswered;

/** A server that a test plays: it hands out one snapshot, sends events, and answers verdicts on demand. */
export class FakeConnection implements LiveConnection {
  status: LiveStatus = 'live';
  readonly refusal = null;
  readonly rtt = 12;
  readonly clockOffset = 0;
  readonly verdicts: Verdict[] = [];
  readonly #page: Joined;
  readonly #status = new Listeners();
  readonly #events = new Set<(event: ServerEvent) => void>();
  #answer: (answer: DecideAnswer) => void = () => undefined;

  constructor(page: Joined) {
    this.#page = page;
  }

  readonly connect = () => undefined;
  readonly disconnect = () => undefined;
  readonly joinScan = () => Promise.resolve(this.#page);
  readonly leaveScan = () => Promise.resolve({ ok: true } as const);
  readonly submit = () => Promise.reject(new Error('a moderator does not submit'));

  readonly decide = (verdict: Verdict): Promise<DecideAnswer> => {
    this.verdicts.push(verdict);
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  };

  readonly onEvent = (listener: (event: ServerEvent) => void) => {
    this.#events.add(listener);
    return () => this.#events.delete(listener);
  };

  readonly onStatus = (listener: () => void) => this.#status.add(listener);

  /** Answer the last verdict. */
  answer(answer: DecideAnswer): void {
    this.#answer(answer);
  }

  send(event: ServerEvent): void {
    for (const listener of this.#events) listener(event);
  }

  become(status: LiveStatus): void {
    this.status = status;
    this.#status.tell();
  }
}
