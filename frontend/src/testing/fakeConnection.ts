import { vi } from 'vitest';
import type { LiveConnection, LiveStatus } from '@/live/connection';
import type { ServerEvent } from '@/live/protocol.gen';
import { aPage, aTask } from './make';

const NO_ANSWER = { ok: false, error: { code: 'no_answer', message: 'none', retry: true } } as const;

/** A connection that a test holds in its hands. Its calls can be given other answers. */
export class FakeConnection implements LiveConnection {
  status: LiveStatus = 'live';
  refusal = null;
  rtt = null;
  clockOffset = 0;
  readonly connect = vi.fn();
  readonly disconnect = vi.fn();
  readonly joinScan = vi.fn<LiveConnection['joinScan']>(() => Promise.resolve(aPage()));
  readonly leaveScan = vi.fn<LiveConnection['leaveScan']>(() => Promise.resolve({ ok: true }));
  readonly claim = vi.fn<LiveConnection['claim']>(() => Promise.resolve({ ok: true }));
  readonly release = vi.fn<LiveConnection['release']>(() => Promise.resolve({ ok: true }));
  readonly watchFigures = vi.fn<LiveConnection['watchFigures']>(() => Promise.resolve(NO_ANSWER));
  readonly decide = vi.fn<LiveConnection['decide']>(() => Promise.resolve(NO_ANSWER));
  readonly decideMany = vi.fn<LiveConnection['decideMany']>(() => Promise.resolve(NO_ANSWER));
  readonly resubmit = vi.fn<LiveConnection['resubmit']>(() => Promise.resolve(NO_ANSWER));
  readonly submit = vi.fn<LiveConnection['submit']>(({ client_id, text }) =>
    Promise.resolve({ ok: true, task: aTask({ id: client_id, text, seq: 99 }), duplicate: false }),
  );
  readonly #events = new Set<(event: ServerEvent) => void>();
  readonly #statuses = new Set<() => void>();

  readonly onEvent = (listener: (event: ServerEvent) => void) => {
    this.#events.add(listener);
    return () => this.#events.delete(listener);
  };

  readonly onStatus = (listener: () => void) => {
    this.#statuses.add(listener);
    return () => this.#statuses.delete(listener);
  };

  /** Let the server send something. */
  say(event: ServerEvent): void {
    for (const listener of this.#events) listener(event);
  }

  turn(status: LiveStatus): void {
    this.status = status;
    for (const listener of this.#statuses) listener();
  }

  get listeners(): number {
    return this.#events.size + this.#statuses.size;
  }
}

export { NO_ANSWER };
