import { describe, expect, it, vi } from 'vitest';
import { FakeConnection, NO_ANSWER } from '@/testing/fakeConnection';
import { aScan } from '@/testing/make';
import { Outbox } from './outbox';
import { ScanLive } from './scanLive';

async function aWorker(connection = new FakeConnection(), userId = 'worker1') {
  const live = new ScanLive(connection, 'scan1');
  live.hold();
  await vi.waitFor(() => expect(live.inStep()).toBe(true));
  const outbox = new Outbox(live, userId);
  return { connection, live, outbox, stop: outbox.start() };
}

const textsOf = (outbox: Outbox) => outbox.items().map((item) => item.text);
const refusal = (code: string, retry = false) => ({ ok: false, error: { code, message: `because ${code}`, retry } }) as const;

describe('the outbox', () => {
  it('sends, in order, and forgets what the server has confirmed', async () => {
    const { connection, outbox } = await aWorker();
    outbox.add('one');
    outbox.add('two');
    await vi.waitFor(() => expect(outbox.items()).toEqual([]));
    expect(connection.submit.mock.calls.map(([call]) => call.text)).toEqual(['one', 'two']);
    expect(localStorage).toHaveLength(0);
  });

  it('sends again with the same key when no answer came', async () => {
    const { connection, outbox } = await aWorker();
    connection.submit.mockResolvedValueOnce(NO_ANSWER);
    outbox.add('one');
    await vi.waitFor(() => expect(outbox.items()).toEqual([]));
    const keys = connection.submit.mock.calls.map(([call]) => call.client_id);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  it('keeps what was not sent through a reload, for the same user alone', async () => {
    const { connection, outbox, stop } = await aWorker();
    connection.turn('offline');
    outbox.add('in the tunnel');
    stop();

    expect(textsOf((await aWorker(new FakeConnection(), 'somebody else')).outbox)).toEqual([]);
    const after = await aWorker();
    await vi.waitFor(() => expect(after.outbox.items()).toEqual([]));
    expect(after.connection.submit.mock.calls).toMatchObject([[{ text: 'in the tunnel' }]]);
  });

  it('waits while the scan is paused, and sends when it reopens', async () => {
    const { connection, outbox } = await aWorker();
    connection.say({ name: 'scan_updated', scan: aScan({ status: 'paused', version: 2 }) });
    connection.submit.mockResolvedValueOnce(refusal('scan_not_open'));
    outbox.add('kept');
    await vi.waitFor(() => expect(connection.submit).toHaveBeenCalledOnce());
    expect(outbox.items()).toMatchObject([{ text: 'kept', problem: null }]);
    connection.say({ name: 'scan_updated', scan: aScan({ status: 'open', version: 3 }) });
    await vi.waitFor(() => expect(outbox.items()).toEqual([]));
  });

  it('keeps what the server will not have, with the reason, and goes on with the next', async () => {
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

  it('leaves alone what something else has written under its keys', async () => {
    localStorage.setItem('taskstream.outbox.worker1.scan1.broken', '{"text": 1}');
    localStorage.setItem('taskstream.outbox.worker1.scan1.worse', 'not json');
    expect((await aWorker()).outbox.items()).toEqual([]);
  });
});
