import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeLocks } from '@/testing/fakeLocks';
import { FakeConnection, NO_ANSWER } from '@/testing/fakeConnection';
import { aPage, aScan, aTask } from '@/testing/make';
import { Outbox, OUTBOX_MOST } from './outbox';
import { countUnsent, discardUnsent, unsentByScan } from './outboxStore';
import { ScanLive } from './scanLive';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function aWorker(connection = new FakeConnection(), userId = 'worker1') {
  const live = new ScanLive(connection, 'scan1');
  live.hold();
  await vi.waitFor(() => expect(live.inStep()).toBe(connection.status === 'live'));
  const outbox = new Outbox(live, userId);
  const stop = outbox.start();
  stops.push(stop);
  return { connection, live, outbox, stop };
}

function offline() {
  const connection = new FakeConnection();
  connection.turn('offline');
  return connection;
}

function noLocalStorage() {
  for (const call of ['getItem', 'setItem', 'removeItem'] as const) {
    vi.spyOn(Storage.prototype, call).mockImplementation(() => {
      throw new DOMException('no', 'SecurityError');
    });
  }
}

const textsOf = (outbox: Outbox) => outbox.items().map((item) => item.text);
const sent = ({ submit }: FakeConnection) => submit.mock.calls.map(([call]) => call.text);
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `text ${index}`);
const refusal = (code: string, retry = false, more = {}) =>
  ({ ok: false, error: { code, message: `because ${code}`, retry, ...more } }) as const;

describe('the outbox', () => {
  it('P48 sends, in order, and forgets what the server has confirmed', async () => {
    const { connection, outbox } = await aWorker();
    outbox.add('one');
    outbox.add('two');
    await vi.waitFor(() => expect(outbox.items()).toEqual([]));
    expect(connection.submit.mock.calls.map(([call]) => call.text)).toEqual(['one', 'two']);
    await vi.waitFor(async () => expect(await countUnsent('worker1')).toBe(0));
  });

  it('P49 sends again with the same key when no answer came', async () => {
    const { connection, outbox } = await aWorker();
    connection.submit.mockResolvedValueOnce(NO_ANSWER);
    outbox.add('one');
    await vi.waitFor(() => expect(outbox.items()).toEqual([]));
    const keys = connection.submit.mock.calls.map(([call]) => call.client_id);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  it('P48, P51 keeps what was not sent through a reload, for the same user alone', async () => {
    const { connection, outbox, stop } = await aWorker();
    connection.turn('offline');
    outbox.add('in the tunnel');
    stop();

    expect(textsOf((await aWorker(new FakeConnection(), 'somebody else')).outbox)).toEqual([]);
    const after = await aWorker();
    await vi.waitFor(() => expect(sent(after.connection)).toEqual(['in the tunnel']));
    await vi.waitFor(() => expect(after.outbox.items()).toEqual([]));
  });

  it('P50 waits while the scan is paused, and sends when it reopens', async () => {
    const { connection, live, outbox } = await aWorker();
    connection.say({ name: 'scan_updated', scan: aScan({ status: 'paused', version: 2 }) });
    await vi.waitFor(() => expect(live.state().scan?.status).toBe('paused'));
    connection.submit.mockResolvedValueOnce(refusal('scan_not_open'));
    outbox.add('kept');
    await vi.waitFor(() => expect(connection.submit).toHaveBeenCalledOnce());
    expect(outbox.items()).toMatchObject([{ text: 'kept', problem: null }]);
    connection.say({ name: 'scan_updated', scan: aScan({ status: 'open', version: 3 }) });
    await vi.waitFor(() => expect(outbox.items()).toEqual([]));
  });

  it('P48 keeps what the server will not have, with the reason, and goes on with the next', async () => {
    const { connection, outbox } = await aWorker();
    connection.submit.mockResolvedValueOnce(refusal('invalid'));
    outbox.add('bad');
    outbox.add('good');
    await vi.waitFor(() => expect(textsOf(outbox)).toEqual(['bad']));
    expect(outbox.items()[0]?.problem).toBe('because invalid');

    const [bad] = outbox.items();
    if (bad) outbox.retry(bad);
    await vi.waitFor(() => expect(outbox.items()).toEqual([]));
  });

  it('P49 leaves the server alone for as long as it says, and begins again with the first', async () => {
    const { connection, outbox } = await aWorker(offline());
    for (const text of numbered(25)) outbox.add(text);
    for (let call = 0; call < 20; call += 1) {
      connection.submit.mockResolvedValueOnce(refusal('rate_limited', true, { retry_after: 3600 }));
    }
    connection.turn('live');
    await vi.waitFor(() => expect(sent(connection)).toEqual(numbered(20)));
    // Another connection, another try.
    connection.turn('offline');
    connection.turn('live');
    await vi.waitFor(() => expect(outbox.items()).toEqual([]));
    expect(sent(connection)).toEqual([...numbered(20), ...numbered(25)]);
  });

  it('P49 has at most twenty under way, in the order in which they were written', async () => {
    const { connection, outbox } = await aWorker(offline());
    for (const text of numbered(30)) outbox.add(text);
    const answers: (() => void)[] = [];
    const submit = connection.submit.getMockImplementation();
    connection.submit.mockImplementation(async (call) => {
      await new Promise<void>((resolve) => answers.push(resolve));
      return submit?.(call) ?? NO_ANSWER;
    });
    connection.turn('live');
    await vi.waitFor(() => expect(sent(connection)).toEqual(numbered(20)));
    answers[0]?.();
    await vi.waitFor(() => expect(sent(connection)).toEqual(numbered(21)));
    connection.submit.mockImplementation(submit ?? (() => Promise.resolve(NO_ANSWER)));
    for (const answer of answers) answer();
    await vi.waitFor(() => expect(outbox.items()).toEqual([]));
    expect(sent(connection)).toEqual(numbered(30));
  });

  it('P49 keeps the order when the clock is put back', async () => {
    const { outbox } = await aWorker(offline());
    vi.useFakeTimers({ toFake: ['Date'], now: 2_000_000 });
    outbox.add('one');
    vi.setSystemTime(1_000_000);
    outbox.add('two');
    outbox.add('three');
    expect(textsOf(outbox)).toEqual(['one', 'two', 'three']);
  });

  it.each(['token_expired', 'not_joined'])('P50 does not hold %s against an item', async (code) => {
    const { connection, outbox } = await aWorker();
    connection.submit.mockResolvedValueOnce(refusal(code));
    outbox.add('one');
    await vi.waitFor(() => expect(outbox.items()).toEqual([]));
    expect(sent(connection)).toEqual(['one', 'one']);
  });

  it('P50 learns from a closed scan which were stored before, and keeps the others', async () => {
    const { connection, outbox } = await aWorker(offline());
    outbox.add('stored, the answer was lost');
    outbox.add('too late');
    connection.joinScan.mockResolvedValue(aPage({ scan: aScan({ status: 'closed' }) }));
    connection.submit.mockImplementation(({ client_id, text }) =>
      Promise.resolve(text === 'too late' ? refusal('scan_not_open') : { ok: true, task: aTask({ id: client_id, text }), duplicate: true }),
    );
    connection.turn('live');
    await vi.waitFor(() => expect(textsOf(outbox)).toEqual(['too late']));
  });

  it(`P52 takes ${OUTBOX_MOST} and no more`, async () => {
    const { outbox } = await aWorker(offline());
    expect(numbered(OUTBOX_MOST).every((text) => outbox.add(text))).toBe(true);
    expect(outbox.add('one too many')).toBe(false);
    expect(outbox.items()).toHaveLength(OUTBOX_MOST);
  });

  it('P52 asks again before it sends what is over a week old', async () => {
    const week = 7 * 24 * 60 * 60 * 1000;
    const before = await aWorker(offline());
    before.outbox.add('the gate is open');
    before.stop();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + week + 1 });

    const { connection, outbox } = await aWorker();
    await vi.waitFor(() => expect(outbox.items()[0]?.problem).toMatch(/within 7 days/));
    expect(sent(connection)).toEqual([]);
    const [old] = outbox.items();
    if (old) outbox.retry(old);
    await vi.waitFor(() => expect(outbox.items()).toEqual([]));
    expect(sent(connection)).toEqual(['the gate is open']);
  });
});

describe('two tabs of one worker', () => {
  it('show the same, and send each item once', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() });
    const [one, two] = [await aWorker(offline()), await aWorker(offline())];
    for (const text of numbered(10)) one.outbox.add(text);
    await vi.waitFor(() => expect(textsOf(two.outbox)).toEqual(numbered(10)));
    two.outbox.add('from the other');

    one.connection.turn('live');
    two.connection.turn('live');
    await vi.waitFor(() => expect([...one.outbox.items(), ...two.outbox.items()]).toEqual([]));
    expect([...sent(one.connection), ...sent(two.connection)].toSorted()).toEqual([...numbered(10), 'from the other'].toSorted());
  });

  it('show the same when one changes something while the other reads', async () => {
    const [one, two] = [await aWorker(offline()), await aWorker(offline())];
    one.outbox.add('first');
    await vi.waitFor(() => expect(textsOf(two.outbox)).toEqual(['first']));
    const told = vi.fn();
    const channel = new BroadcastChannel('taskstream.outbox');
    channel.onmessage = told;
    stops.push(() => channel.close());
    const heldBack: (() => void)[] = [];
    vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementationOnce(function (this: IDBObjectStore, ...query) {
      const set = (done: () => void) => this.transaction.addEventListener('complete', () => heldBack.push(done));
      Object.defineProperty(this.transaction, 'oncomplete', { set });
      return this.getAll(...query);
    });
    one.outbox.add('second');
    await vi.waitFor(() => expect(heldBack).toHaveLength(1));
    one.outbox.add('third');
    await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(2));
    for (const readOn of heldBack) readOn();
    await vi.waitFor(() => expect(textsOf(two.outbox)).toEqual(['first', 'second', 'third']));
  });

  it('one sends what the other cannot', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() });
    const cut = await aWorker(offline());
    const { connection } = await aWorker();
    cut.outbox.add('written where there is no connection');
    await vi.waitFor(() => expect(sent(connection)).toHaveLength(1));
    await vi.waitFor(() => expect(cut.outbox.items()).toEqual([]));
  });
});

describe('what the browser keeps', () => {
  it('is counted and thrown away user by user', async () => {
    const [mine, others] = [await aWorker(offline()), await aWorker(offline(), 'worker2')];
    mine.outbox.add('mine');
    others.outbox.add('hers');
    await vi.waitFor(async () => expect((await unsentByScan('worker2')).size).toBe(1));
    expect([...(await unsentByScan('worker1'))]).toEqual([['scan1', 1]]);
    await discardUnsent('worker1');
    expect([await countUnsent('worker1'), await countUnsent('worker2')]).toEqual([0, 1]);
  });

  it('is there the moment it is sent off, before the database has it', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('the tab was closed first', 'AbortError');
    });
    const { outbox, stop } = await aWorker(offline());
    outbox.add('pressed, and closed');
    stop();
    const after = await aWorker();
    await vi.waitFor(() => expect(sent(after.connection)).toEqual(['pressed, and closed']));
    await vi.waitFor(() => expect(after.outbox.items()).toEqual([]));
    expect(await countUnsent('worker1')).toBe(0);
  });

  it('is nothing when the disk is full: it says so, and sends all the same', async () => {
    const { connection, outbox } = await aWorker(offline());
    await vi.waitFor(() => expect(outbox.survives()).toBe(true));
    noLocalStorage();
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    outbox.add('held in the tab alone');
    await vi.waitFor(() => expect(outbox.survives()).toBe(false));
    connection.turn('live');
    await vi.waitFor(() => expect(outbox.items()).toEqual([]));
    expect(sent(connection)).toEqual(['held in the tab alone']);
  });

  it('is nothing where nothing can be kept: it says so, and sends all the same', async () => {
    noLocalStorage();
    vi.resetModules();
    vi.stubGlobal('indexedDB', { open: () => { throw new DOMException('no', 'SecurityError'); } });
    const { Outbox: Fresh } = await import('./outbox');
    const { connection, live } = await aWorker(offline());
    const before = new Fresh(live, 'worker1');
    const leave = before.start();
    await vi.waitFor(() => expect(before.survives()).toBe(false));
    before.add('one');
    leave();

    // Another page of the same tab, and back.
    const outbox = new Fresh(live, 'worker1');
    stops.push(outbox.start());
    await vi.waitFor(() => expect(textsOf(outbox)).toEqual(['one']));
    connection.turn('live');
    await vi.waitFor(() => expect(outbox.items()).toEqual([]));
    expect(sent(connection)).toEqual(['one']);
  });
});
