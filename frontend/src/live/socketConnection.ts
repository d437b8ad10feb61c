import { io, type Socket } from 'socket.io-client';
import type { Credentials } from '@/lib/credentials';
import { words } from '@/lib/words';
import { backoff } from './backoff';
import type { Correction, JoinScan, LiveConnection, LiveStatus, ManyVerdict, Suggestion, Unanswered, Unsubscribe, Verdict } from './connection';
import type { Decided, DecidedMany, Done, Echoed, Joined, Refused, Renewed, ServerEvent, Submitted, Watched } from './protocol.gen';

const ANSWER_WITHIN_MS = 5000;
const ECHO_EVERY_MS = 10_000;
// After so many failures in a row it is not a hiccup any more, and the page says so.
const OFFLINE_AFTER = 3;

const EVENTS: ReadonlySet<string> = new Set<ServerEvent['name']>([
  'new_task',
  'new_tasks',
  'task_updated',
  'tasks_updated',
  'scan_updated',
  'head',
  'presence',
  'claim',
  'figures',
  'stacks',
  'restart',
  'notice',
]);
const TOKEN_CODES: ReadonlySet<string> = new Set(['token_expired', 'token_invalid', 'token_missing']);

/** What a refused connection says: the library puts our error into `data`. */
type ConnectError = Error & { data?: { code: string; message: string; retry: boolean } };

/** One socket to the server, kept alive through cuts, restarts and expired tokens. */
export class SocketConnection implements LiveConnection {
  status: LiveStatus = 'connecting';
  refusal: string | null = null;
  rtt: number | null = null;
  clockOffset = 0;

  readonly #socket: Socket;
  readonly #credentials: Credentials;
  readonly #eventListeners = new Set<(event: ServerEvent) => void>();
  readonly #statusListeners = new Set<() => void>();
  #wanted = false;
  #failures = 0;
  /** How long a server that said it would restart is left alone after the cut, in milliseconds. */
  #pause = 0;
  /** A renewed token that is refused as well must not be renewed for ever. */
  #renewedInVain = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #echo: ReturnType<typeof setInterval> | undefined;
  #watching = new AbortController();

  constructor(credentials: Credentials) {
    this.#credentials = credentials;
    this.#socket = io({
      transports: ['websocket'],
      autoConnect: false,
      // The library's jitter is not full, and it would not renew the token: see #again.
      reconnection: false,
      timeout: ANSWER_WITHIN_MS,
      auth: (give) => give({ token: credentials.token() }),
    });
    this.#socket.on('connect', () => this.#onConnect());
    this.#socket.on('disconnect', () => this.#onLost());
    this.#socket.on('connect_error', (error: ConnectError) => void this.#onConnectError(error));
    this.#socket.onAny((name: string, body: object) => this.#onAny(name, body));
  }

  readonly connect = (): void => {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#failures = 0;
    this.#renewedInVain = false;
    this.#setStatus('connecting');
    this.#watchDevice();
    this.#socket.connect();
  };

  readonly disconnect = (): void => {
    this.#wanted = false;
    this.#watching.abort();
    clearTimeout(this.#retry);
    clearInterval(this.#echo);
    this.#socket.disconnect();
  };

  readonly joinScan = (call: JoinScan) => this.#ask<Joined>('join_scan', call);
  readonly leaveScan = (scanId: string) => this.#ask<Done>('leave_scan', { scan_id: scanId });
  readonly submit = (call: Suggestion) => this.#ask<Submitted>('new_task_suggestion', call);
  readonly decide = (call: Verdict) => this.#ask<Decided>('task_action', call);
  readonly decideMany = (call: ManyVerdict) => this.#ask<DecidedMany>('task_action', call);
  readonly resubmit = (call: Correction) => this.#ask<Decided>('resubmit_task', call);
  readonly claim = (taskId: string) => this.#ask<Done>('claim_task', { task_id: taskId });
  readonly release = (taskId: string) => this.#ask<Done>('release_task', { task_id: taskId });

  readonly watchFigures = (scanId: string, on: boolean) => this.#ask<Watched>('watch_figures', { scan_id: scanId, on });

  readonly onEvent = (listener: (event: ServerEvent) => void): Unsubscribe => {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  };

  readonly onStatus = (listener: () => void): Unsubscribe => {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  };

  async #ask<T extends { ok: true }>(event: string, body: object): Promise<T | Refused | Unanswered> {
    // The library would keep it for later, and a verdict given now must not be applied later.
    if (!this.#socket.connected) return unanswered();
    try {
      // The server's answers are held to the generated types by its own tests.
      return (await this.#socket.timeout(ANSWER_WITHIN_MS).emitWithAck(event, body)) as T | Refused;
    } catch {
      return unanswered();
    }
  }

  #onConnect(): void {
    this.#failures = 0;
    this.#renewedInVain = false;
    this.#setStatus('live');
    clearInterval(this.#echo);
    this.#echo = setInterval(() => void this.#measure(), ECHO_EVERY_MS);
    void this.#measure();
  }

  #onLost(): void {
    clearInterval(this.#echo);
    this.rtt = null;
    if (this.#wanted) this.#again();
  }

  async #onConnectError({ data }: ConnectError): Promise<void> {
    if (!data) {
      this.#again();
      return;
    }
    if (TOKEN_CODES.has(data.code) && !this.#renewedInVain) {
      await this.#renewThenConnect(data.code);
      return;
    }
    if (data.retry) this.#again();
    else this.#refuse(data.code);
  }

  async #renewThenConnect(code: string): Promise<void> {
    try {
      const token = await this.#credentials.renew();
      this.#renewedInVain = true;
      if (token === null) this.#refuse(code);
      else if (this.#wanted) this.#socket.connect();
    } catch {
      this.#again();
    }
  }

  /** Try again after a while. */
  #again(): void {
    if (!this.#wanted) return;
    this.#failures += 1;
    const offline = !navigator.onLine || this.#failures > OFFLINE_AFTER;
    const first = this.status === 'connecting' && !offline;
    this.#setStatus(offline ? 'offline' : first ? 'connecting' : 'reconnecting');
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#socket.connect(), this.#pause + backoff(this.#failures - 1));
    this.#pause = 0;
  }

  /** Follow the device's network and the page's visibility until the connection is given up. */
  #watchDevice(): void {
    this.#watching.abort();
    this.#watching = new AbortController();
    const { signal } = this.#watching;
    window.addEventListener('online', () => this.#wake(), { signal });
    window.addEventListener('offline', () => this.#onDeviceOffline(), { signal });
    document.addEventListener('visibilitychange', () => this.#wake(), { signal });
    const stop = this.#credentials.onToken((token) => void this.#renewInBand(token));
    signal.addEventListener('abort', stop);
  }

  #wake(): void {
    if (document.visibilityState === 'hidden') return;
    if (!this.#wanted) return;
    if (this.#socket.connected) {
      void this.#prove();
      return;
    }
    clearTimeout(this.#retry);
    this.#socket.connect();
  }

  /** A device that slept, or changed its network, may hold a socket that leads nowhere. */
  async #prove(): Promise<void> {
    const { engine } = this.#socket.io;
    const answered = await this.#measure();
    if (!answered && this.#socket.connected && this.#socket.io.engine === engine) engine.close();
  }

  #onDeviceOffline(): void {
    // A socket notices only after its ping timeout; the device knows now.
    if (this.#wanted && this.#socket.connected) this.#socket.io.engine.close();
  }

  #refuse(code: string): void {
    this.refusal = code;
    this.#wanted = false;
    this.#setStatus('refused');
  }

  async #renewInBand(token: string): Promise<void> {
    if (!this.#socket.connected) return;
    const answer = await this.#ask<Renewed>('auth_refresh', { token });
    // Another user's token, or one that is refused: come back with it from the start.
    if (!answer.ok && !answer.error.retry && this.#wanted) this.#socket.disconnect().connect();
  }

  /** Measure the way to the server and back; return whether there was an answer. */
  async #measure(): Promise<boolean> {
    const began = performance.now();
    const answer = await this.#ask<Echoed>('echo', {});
    // What was refused was answered, too.
    if (!answer.ok) return answer.error.code !== 'no_answer';
    this.rtt = performance.now() - began;
    this.clockOffset = Date.parse(answer.now) + this.rtt / 2 - Date.now();
    this.#tellStatus();
    return true;
  }

  #onAny(name: string, body: object): void {
    // A newer server may know events that this page does not.
    if (!EVENTS.has(name)) return;
    // The server's events are held to the generated types by its own tests.
    const event = { ...body, name } as ServerEvent;
    if (event.name === 'restart') this.#pause = event.after_ms;
    for (const listener of this.#eventListeners) listener(event);
  }

  #setStatus(status: LiveStatus): void {
    if (status !== 'refused') this.refusal = null;
    this.status = status;
    this.#tellStatus();
  }

  #tellStatus(): void {
    for (const listener of this.#statusListeners) listener();
  }
}

const unanswered = (): Unanswered => ({
  ok: false,
  error: { code: 'no_answer', message: words.unreachable, retry: true },
});
