import { describe, expect, it, vi } from 'vitest';
import { FakeConnection } from '@/testing/fakeConnection';
import { aPage, aScan, aTask } from '@/testing/make';
import { forgetScan, keepScan, keptScan } from './keptScan';
import { ScanLive } from './scanLive';

async function joined(connection = new FakeConnection()) {
  const live = new ScanLive(connection, 'scan1');
  live.hold();
  await vi.waitFor(() => expect(live.inStep()).toBe(true));
  return live;
}

function offline() {
  const connection = new FakeConnection();
  connection.turn('offline');
  return connection;
}

async function kept(userId = 'worker1') {
  const found = await keptScan(userId, 'scan1');
  if (!found) throw new Error('nothing is kept');
  return found;
}

async function aKeptScan() {
  const connection = new FakeConnection();
  connection.joinScan.mockResolvedValue(aPage({ tasks: [aTask({ text: 'seen before' })] }));
  await keepScan('worker1', (await joined(connection)).state());
  return kept();
}

describe('what a worker last saw of a scan', () => {
  it('is shown again while nothing is heard, and gone on from', async () => {
    const before = await aKeptScan();
    const connection = offline();
    const live = new ScanLive(connection, 'scan1');
    live.hold();
    live.recall(before);
    expect(live.state().scan?.name).toBe(aScan().name);
    expect([...live.state().tasks.values()]).toMatchObject([{ text: 'seen before' }]);
    expect(live.inStep()).toBe(false);

    const verdict = aTask({ text: 'seen before', status: 'validated', version: 2, seq: 11 });
    connection.joinScan.mockResolvedValue(aPage({ snapshot: false, seq: 11, tasks: [verdict] }));
    connection.turn('live');
    await vi.waitFor(() => expect(live.inStep()).toBe(true));
    expect(connection.joinScan).toHaveBeenCalledWith({ scan_id: 'scan1', epoch: 'e1', since: 10 });
    expect([...live.state().tasks.values()]).toEqual([verdict]);
  });

  it('makes way for a store that was restored', async () => {
    const before = await aKeptScan();
    const connection = offline();
    const live = new ScanLive(connection, 'scan1');
    live.hold();
    live.recall(before);
    connection.joinScan.mockResolvedValue(aPage({ epoch: 'e2', tasks: [aTask({ id: 'scan1.other' })] }));
    connection.turn('live');
    await vi.waitFor(() => expect(live.inStep()).toBe(true));
    expect([...live.state().tasks.keys()]).toEqual(['scan1.other']);
  });

  it('comes too late for a scan that is joined', async () => {
    const before = await aKeptScan();
    const live = await joined();
    live.recall(before);
    expect(live.state().tasks.size).toBe(0);
  });

  it('is kept for each user, and of no moderator’s view', async () => {
    await aKeptScan();
    expect(await keptScan('worker2', 'scan1')).toBeNull();
    const connection = new FakeConnection();
    connection.joinScan.mockResolvedValue(aPage({ role: 'moderator', tasks: [aTask()] }));
    await keepScan('moderator1', (await joined(connection)).state());
    expect(await keptScan('moderator1', 'scan1')).toBeNull();

    await forgetScan('worker1', 'scan1');
    expect(await keptScan('worker1', 'scan1')).toBeNull();
  });
});
