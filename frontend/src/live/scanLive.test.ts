import { describe, expect, it, vi } from 'vitest';
import { FakeConnection, NO_ANSWER } from '@/testing/fakeConnection';
import { aHead, aPage, aScan, aTask } from '@/testing/make';
import type { TaskView } from './protocol.gen';
import { ScanLive } from './scanLive';

const NOT_FOUND = { code: 'not_found', message: 'There is nothing here for you.', retry: false };

async function joined(connection = new FakeConnection()) {
  const live = new ScanLive(connection, 'scan1');
  const release = live.hold();
  await vi.waitFor(() => expect(live.inStep()).toBe(true));
  return { connection, live, release };
}

describe('joining', () => {
  it('reads every page of a snapshot, each from where the last one ended', async () => {
    const connection = new FakeConnection();
    const [a, b] = [aTask({ id: 'a' }), aTask({ id: 'b' })];
    connection.joinScan
      .mockResolvedValueOnce(aPage({ tasks: [a], seq: 5, more: true }))
      .mockResolvedValueOnce(aPage({ tasks: [b], head: aHead([a, b]) }));
    const { live } = await joined(connection);
    expect([...live.state().tasks.keys()]).toEqual(['a', 'b']);
    expect(connection.joinScan.mock.calls).toEqual([
      [{ scan_id: 'scan1' }],
      [{ scan_id: 'scan1', epoch: 'e1', since: 5, snapshot: true }],
    ]);
  });

  it('says with each call that it is not from the desk, where it is not', async () => {
    const connection = new FakeConnection();
    connection.joinScan.mockResolvedValueOnce(aPage({ seq: 5, more: true }));
    const live = new ScanLive(connection, 'scan1');
    const release = live.hold('portal');
    await vi.waitFor(() => expect(live.inStep()).toBe(true));
    expect(connection.joinScan.mock.calls.map(([{ at }]) => at)).toEqual(['portal', 'portal']);
    release();
    live.hold();
    await vi.waitFor(() => expect(live.inStep()).toBe(true));
    expect(connection.joinScan).toHaveBeenLastCalledWith({ scan_id: 'scan1', epoch: 'e1', since: 10 });
  });

  it('waits for a connection', () => {
    const connection = new FakeConnection();
    connection.status = 'connecting';
    const live = new ScanLive(connection, 'scan1');
    live.hold();
    expect(connection.joinScan).not.toHaveBeenCalled();
    connection.turn('live');
    expect(connection.joinScan).toHaveBeenCalledOnce();
  });

  it('tries again when there was no answer', async () => {
    const connection = new FakeConnection();
    connection.joinScan.mockResolvedValueOnce(NO_ANSWER);
    await joined(connection);
    expect(connection.joinScan).toHaveBeenCalledTimes(2);
  });

  it('says so when there is nothing here for this user', async () => {
    const connection = new FakeConnection();
    connection.joinScan.mockResolvedValue({ ok: false, error: NOT_FOUND });
    const live = new ScanLive(connection, 'scan1');
    live.hold();
    await vi.waitFor(() => expect(live.phase()).toBe('refused'));
    expect(live.error()).toEqual(NOT_FOUND);
  });

  it('joins again after a cut, from where it stood, and is not in step meanwhile', async () => {
    const { connection, live } = await joined();
    connection.turn('reconnecting');
    expect(live.inStep()).toBe(false);
    connection.turn('live');
    await vi.waitFor(() => expect(live.inStep()).toBe(true));
    expect(connection.joinScan).toHaveBeenLastCalledWith({ scan_id: 'scan1', epoch: 'e1', since: 10 });
  });

  it('joins again when told that the role has changed', async () => {
    const { connection } = await joined();
    connection.say({ name: 'notice', code: 'role_changed', message: '', scan_id: 'scan1' });
    expect(connection.joinScan).toHaveBeenCalledTimes(2);
  });
});

describe('events', () => {
  it('of one frame are merged at once, and told once', async () => {
    const { connection, live } = await joined();
    const told = vi.fn();
    live.subscribe(told);
    for (const id of ['a', 'b', 'c']) connection.say({ name: 'new_task', scan_id: 'scan1', task: aTask({ id }) });
    expect(live.state().tasks.size).toBe(0);
    await vi.waitFor(() => expect(live.state().tasks.size).toBe(3));
    expect(told).toHaveBeenCalledOnce();
  });

  it('of another scan are left alone', async () => {
    const { connection, live } = await joined();
    connection.say({ name: 'scan_updated', scan: aScan({ id: 'scan2', version: 9, name: 'other' }) });
    connection.say({ name: 'new_task', scan_id: 'scan1', task: aTask() });
    await vi.waitFor(() => expect(live.state().tasks.size).toBe(1));
    expect(live.state().scan?.name).toBe('Gate sweep 14:00');
  });
});

describe('a verdict', () => {
  it('that came too late brings the task as it is now', async () => {
    const { connection, live } = await joined();
    const now = aTask({ version: 2, status: 'validated' });
    const error = { code: 'conflict', message: 'changed', retry: false };
    connection.decide.mockResolvedValue({ ok: false, error, task: now });
    await live.decide({ task_id: now.id, action: 'refuse', version: 1 });
    expect(live.state().tasks.get(now.id)).toEqual(now);
  });
});

describe('letting go', () => {
  it('leaves the scan when the last holder goes, and listens to nothing any more', async () => {
    const { connection, live, release } = await joined();
    const releaseOther = live.hold();
    release();
    expect(connection.leaveScan).not.toHaveBeenCalled();
    releaseOther();
    expect(connection.leaveScan).toHaveBeenCalledWith('scan1');
    expect(connection.listeners).toBe(0);
  });
});

describe('what is held', () => {
  const decided = Array.from({ length: 500 }, (_, index) => aTask({ id: `t${index}`, seq: index + 1, status: 'validated' }));

  async function flooded(role: 'moderator' | 'worker', isNeeded = (task: TaskView) => task.id === 't3') {
    const connection = new FakeConnection();
    connection.joinScan.mockResolvedValue(aPage({ role }));
    const { live } = await joined(connection);
    const stop = live.keep(isNeeded);
    connection.say({ name: 'new_tasks', scan_id: 'scan1', tasks: decided });
    await vi.waitFor(() => expect(live.state().tasks.has('t499')).toBe(true));
    return { live, stop };
  }

  it('is not every old verdict, unless it is still needed', async () => {
    const { live } = await flooded('moderator');
    expect(live.state().tasks.size).toBe(201);
    expect(live.state().tasks.has('t3')).toBe(true);
  });

  it('is all of one’s own for who wrote it', async () => {
    const { live } = await flooded('worker');
    expect(live.state().tasks.size).toBe(500);
  });
});
