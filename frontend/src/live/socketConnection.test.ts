import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Credentials } from '@/lib/credentials';
import type { ServerEvent } from './protocol.gen';
import { SocketConnection } from './socketConnection';

type Listener = (...given: unknown[]) => void;

/** As much of the library's socket as the connection uses; a test plays the server. */
class FakeSocket {
  connected = false;
  readonly io = { engine: { close: vi.fn() } };
  readonly connect = vi.fn(() => this);
  readonly disconnect = vi.fn(() => {
    this.connected = false;
    return this;
  });
  readonly emitWithAck = vi.fn<(event: string, body: unknown) => Promise<unknown>>(() =>
    Promise.resolve({ ok: true, now: new Date().toISOString() }),
  );
  readonly timeout = vi.fn(() => this);
  readonly #listeners = new Map<string, Listener>();
  #any: Listener = () => undefined;

  on(name: string, listener: Listener) {
    this.#listeners.set(name, listener);
    return this;
  }

  onAny(listener: Listener) {
    this.#any = listener;
    return this;
  }

  tell(name: string, ...given: unknown[]) {
    this.connected = name === 'connect';
    this.#listeners.get(name)?.(...given);
  }

  say(name: string, body: object) {
    this.#any(name, body);
  }
}

const sockets = vi.hoisted((): { last: unknown } => ({ last: null }));
vi.mock('socket.io-client', () => ({ io: () => sockets.last }));

const refusedWith = (code: string, retry = false) =>
  Object.assign(new Error(code), { data: { code, message: code, retry } });

function open(renew: Credentials['renew'] = () => Promise.resolve('new')) {
  const socket = new FakeSocket();
  sockets.last = socket;
  let onToken: (token: string) => void = () => undefined;
  const connection = new SocketConnection({
    token: () => 'old',
    renew,
    onToken: (listener) => {
      onToken = listener;
      return () => undefined;
    },
    removed: () => undefined,
  });
  connection.connect();
  return { socket, connection, giveToken: (token: string) => onToken(token) };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(1);
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a connection', () => {
  it('says how it stands, from the first attempt to a cut and back', () => {
    const { socket, connection } = open();
    expect(connection.status).toBe('connecting');
    socket.tell('connect');
    expect(connection.status).toBe('live');
    socket.tell('disconnect');
    expect(connection.status).toBe('reconnecting');
    vi.advanceTimersByTime(250);
    expect(socket.connect).toHaveBeenCalledTimes(2);
    socket.tell('connect');
    expect(connection.status).toBe('live');
  });

  it('waits longer each time, says that it is offline, and is back at once when the device is', () => {
    const { socket, connection } = open();
    for (const wait of [250, 500, 1000, 2000, 4000, 5000, 5000]) {
      socket.tell('connect_error', new Error('unreachable'));
      const attempts = socket.connect.mock.calls.length;
      vi.advanceTimersByTime(wait - 1);
      expect(socket.connect).toHaveBeenCalledTimes(attempts);
      vi.advanceTimersByTime(1);
      expect(socket.connect).toHaveBeenCalledTimes(attempts + 1);
    }
    expect(connection.status).toBe('offline');
    const attempts = socket.connect.mock.calls.length;
    window.dispatchEvent(new Event('online'));
    expect(socket.connect).toHaveBeenCalledTimes(attempts + 1);
  });

  it('leaves a server that restarts alone for as long as that asks, once', () => {
    const { socket } = open();
    socket.tell('connect');
    socket.say('restart', { after_ms: 1500 });
    for (const wait of [1500 + 250, 500]) {
      socket.tell('disconnect');
      const attempts = socket.connect.mock.calls.length;
      vi.advanceTimersByTime(wait - 1);
      expect(socket.connect).toHaveBeenCalledTimes(attempts);
      vi.advanceTimersByTime(1);
      expect(socket.connect).toHaveBeenCalledTimes(attempts + 1);
    }
  });

  it('asks whether it still leads anywhere when the page is looked at again', async () => {
    const { socket } = open();
    socket.tell('connect');
    await vi.advanceTimersByTimeAsync(0);
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(socket.io.engine.close).not.toHaveBeenCalled();
    socket.emitWithAck.mockRejectedValueOnce(new Error('operation has timed out'));
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(socket.io.engine.close).toHaveBeenCalledOnce();
  });

  it('does nothing more once it is given up', () => {
    const { socket, connection } = open();
    socket.tell('connect');
    connection.disconnect();
    socket.tell('disconnect');
    vi.advanceTimersByTime(60_000);
    window.dispatchEvent(new Event('online'));
    expect(socket.connect).toHaveBeenCalledOnce();
  });
});

describe('a token', () => {
  it('that has expired is renewed, and the connection made with the new one', async () => {
    const renew = vi.fn(() => Promise.resolve('new'));
    const { socket } = open(renew);
    socket.tell('connect_error', refusedWith('token_expired'));
    await vi.advanceTimersByTimeAsync(0);
    expect(renew).toHaveBeenCalledOnce();
    expect(socket.connect).toHaveBeenCalledTimes(2);
  });

  it('that cannot be renewed ends it', async () => {
    const { socket, connection } = open(() => Promise.resolve(null));
    socket.tell('connect_error', refusedWith('token_expired'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connection).toMatchObject({ status: 'refused', refusal: 'token_expired' });
    expect(socket.connect).toHaveBeenCalledOnce();
  });

  it('is not renewed for ever when the new one is refused as well', async () => {
    const renew = vi.fn(() => Promise.resolve('new'));
    const { socket, connection } = open(renew);
    for (let times = 0; times < 2; times += 1) {
      socket.tell('connect_error', refusedWith('token_invalid'));
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(renew).toHaveBeenCalledOnce();
    expect(connection.status).toBe('refused');
  });

  it('that was renewed elsewhere is handed on in band', () => {
    const { socket, giveToken } = open();
    socket.tell('connect');
    giveToken('newer');
    expect(socket.emitWithAck).toHaveBeenCalledWith('auth_refresh', { token: 'newer' });
  });
});

describe('a call', () => {
  it('is not kept for later while there is no connection', async () => {
    const { socket, connection } = open();
    const answer = await connection.decide({ task_id: 't', action: 'validate', version: 1 });
    expect(answer).toMatchObject({ ok: false, error: { code: 'no_answer', retry: true } });
    expect(socket.emitWithAck).not.toHaveBeenCalled();
  });

  it('that is never answered says so', async () => {
    const { socket, connection } = open();
    socket.tell('connect');
    socket.emitWithAck.mockRejectedValueOnce(new Error('operation has timed out'));
    expect(await connection.leaveScan('scan1')).toMatchObject({ ok: false, error: { code: 'no_answer' } });
    expect(socket.timeout).toHaveBeenCalledWith(5000);
  });
});

describe('what the server says', () => {
  it('is passed on when this page knows it, and left alone when it does not', () => {
    const { socket, connection } = open();
    const heard: ServerEvent[] = [];
    const undo = connection.onEvent((event) => heard.push(event));
    socket.say('notice', { code: 'signed_out', message: 'bye' });
    socket.say('weather', { rain: true });
    expect(heard).toEqual([{ name: 'notice', code: 'signed_out', message: 'bye' }]);
    undo();
    socket.say('notice', { code: 'signed_out', message: 'bye' });
    expect(heard).toHaveLength(1);
  });

  it('about its time sets the clock and the round trip', async () => {
    vi.setSystemTime('2026-01-02T03:04:05Z');
    const { socket, connection } = open();
    socket.emitWithAck.mockImplementation(async () => {
      await new Promise((resolve) => setTimeout(resolve, 40));
      return { ok: true, now: '2026-01-02T03:05:05.020Z' };
    });
    socket.tell('connect');
    await vi.advanceTimersByTimeAsync(40);
    expect(connection.rtt).toBe(40);
    expect(connection.clockOffset).toBe(60_000);
  });
});
