import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeConnection } from '@/testing/fakeConnection';
import { aHead, aPage, aScan, aTask } from '@/testing/make';
import type { Head, Joined, ServerEvent, TaskView } from './protocol.gen';
import { ScanLive } from './scanLive';

/** Where an audience stands whose tasks those are, each with all its changes. */
const headOf = (tasks: readonly TaskView[], given: Partial<Head> = {}): Head => {
  const seq = Math.max(...tasks.map((task) => task.seq));
  return aHead(tasks, { seq, changes: tasks.reduce((sum, { version }) => sum + version, 0), ...given });
};
const pageOf = (tasks: readonly TaskView[], given: Partial<Joined> = {}): Joined => {
  const head = headOf(tasks);
  return aPage({ tasks: [...tasks], seq: head.seq, head, ...given });
};
const beat = (tasks: readonly TaskView[], given: Partial<Head> = {}): ServerEvent => ({
  name: 'head',
  scan_id: 'scan1',
  ...headOf(tasks, given),
});
const change = (task: TaskView): ServerEvent => ({ name: 'task_updated', scan_id: 'scan1', task });

const [one, two] = [aTask({ id: 'one', seq: 1 }), aTask({ id: 'two', seq: 2 })];
const three = aTask({ id: 'three', seq: 3 });
const decided = aTask({ id: 'one', seq: 3, version: 2, status: 'validated' });

let connection: FakeConnection;
let live: ScanLive;
const asked = () => connection.joinScan.mock.lastCall?.[0];
const times = () => connection.joinScan.mock.calls.length;
const held = () => [...live.state().tasks.values()].map(({ id, version }) => `${id} ${version}`);
/** Let answers and frames come, but no time pass that counts. */
const settle = () => vi.advanceTimersByTimeAsync(20);
const answer = (tasks: readonly TaskView[], given: Partial<Joined> = {}) =>
  connection.joinScan.mockResolvedValueOnce(pageOf(tasks, given));

beforeEach(async () => {
  vi.useFakeTimers();
  connection = new FakeConnection();
  live = new ScanLive(connection, 'scan1');
  answer([one, two]);
  live.hold();
  await settle();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a page that missed nothing', () => {
  it('asks for nothing, and resumes from the last head (P39)', async () => {
    connection.say(change(decided));
    connection.say(beat([decided, two]));
    await settle();
    expect(times()).toBe(1);
    connection.turn('reconnecting');
    connection.turn('live');
    expect(asked()).toEqual({ scan_id: 'scan1', epoch: 'e1', since: 3 });
  });

  it('compares before it merges what came after the head (P33)', async () => {
    connection.say(change(decided));
    connection.say(beat([decided, two]));
    connection.say(change(aTask({ id: 'two', seq: 4, version: 2, status: 'refused' })));
    await settle();
    expect(times()).toBe(1);
    expect(live.state().position?.seq).toBe(3);
  });

  it('waits for the next head when events have overtaken this one (P36)', async () => {
    connection.say(change(decided));
    connection.say(beat([one, two]));
    await vi.advanceTimersByTimeAsync(5000);
    expect(times()).toBe(1);
  });

  it('counts a change once that came twice, or late behind a newer one', async () => {
    const again = aTask({ id: 'one', seq: 4, version: 3 });
    for (const task of [again, again, decided, decided]) connection.say(change(task));
    connection.say(beat([again, two]));
    await settle();
    expect(times()).toBe(1);
    expect(live.state().position?.seq).toBe(4);
  });
});

describe('the counts of a console', () => {
  const counts = (validated: number, refused: number) => ({ pending: 2, validated, refused, returned: 0 });
  const desk = (validated: number, refused: number) => aScan({ counts: counts(validated, refused) });
  const old = aTask({ id: 'old', seq: 3, version: 3 });
  beforeEach(async () => {
    answer([one, two], { role: 'moderator', scan: desk(990, 8) });
    connection.turn('reconnecting');
    connection.turn('live');
    await settle();
  });

  it('are right after the next head when a task came back that was never held (P39)', async () => {
    connection.say(change(old));
    // What else happened to it was before this page came.
    connection.say(beat([one, two, old], { changes: 3, counts: counts(990, 7) }));
    await vi.advanceTimersByTimeAsync(5000);
    expect(live.state().counts).toEqual(counts(990, 7));
    expect(times()).toBe(2);
  });

  it('are asked for when no head comes soon, once for all that came together', async () => {
    connection.say(change(old));
    await vi.advanceTimersByTimeAsync(400);
    connection.say(change(aTask({ id: 'older', seq: 4, version: 5 })));
    await vi.advanceTimersByTimeAsync(400);
    expect(times()).toBe(2);
    answer([old], { role: 'moderator', snapshot: false, scan: desk(989, 7) });
    await vi.advanceTimersByTimeAsync(400);
    expect(times()).toBe(3);
    expect(live.state().counts).toEqual(counts(989, 7));
  });
});

describe('what is missing', () => {
  it('at the end is given two seconds, then read (P35)', async () => {
    connection.say(beat([one, two, three]));
    await vi.advanceTimersByTimeAsync(1990);
    expect(times()).toBe(1);
    answer([three], { snapshot: false, head: headOf([one, two, three]) });
    await vi.advanceTimersByTimeAsync(20);
    expect(asked()).toEqual({ scan_id: 'scan1', epoch: 'e1', since: 2 });
    expect(held()).toEqual(['one 1', 'two 1', 'three 1']);
  });

  it('of the scan itself is read at once (P35)', async () => {
    const scan = aScan({ version: 2, status: 'paused' });
    connection.joinScan.mockResolvedValueOnce(
      aPage({ seq: 2, snapshot: false, scan, head: headOf([one, two], { scan_version: 2 }) }),
    );
    connection.say(beat([one, two], { scan_version: 2 }));
    await settle();
    expect(asked()).toEqual({ scan_id: 'scan1', epoch: 'e1', since: 2 });
    expect(live.state().scan?.status).toBe('paused');
  });

  it('and comes in time is not asked for', async () => {
    connection.say(beat([one, two, three]));
    connection.say(change(three));
    await vi.advanceTimersByTimeAsync(5000);
    expect(times()).toBe(1);
  });

  it('between other changes is read at once (P37)', async () => {
    const last = aTask({ id: 'two', seq: 4, version: 2, status: 'refused' });
    connection.say(change(last));
    answer([decided, last], { snapshot: false, head: headOf([decided, last]) });
    connection.say(beat([decided, last]));
    await settle();
    expect(asked()).toEqual({ scan_id: 'scan1', epoch: 'e1', since: 2 });
    expect(held()).toEqual(['one 2', 'two 2']);
  });

  it('below what is known makes it ask for a snapshot, once for each head that says so (P38)', async () => {
    const late = aTask({ id: 'late', seq: 1 });
    const claimed = headOf([late, one, two], { changes: 2 });
    answer([late, one, two]);
    connection.say({ name: 'head', scan_id: 'scan1', ...claimed });
    await settle();
    expect(asked()).toEqual({ scan_id: 'scan1' });
    expect(held()).toContain('late 1');

    // The next one is one that no snapshot can make good.
    const wrong = beat([late, one, two], { digest: 7 });
    answer([late, one, two]);
    connection.say(wrong);
    await settle();
    expect(times()).toBe(3);
    connection.say(wrong);
    await settle();
    expect(times()).toBe(3);
    connection.say(beat([late, one, two], { digest: 8 }));
    expect(times()).toBe(4);
  });
});

describe('another epoch', () => {
  it('drops all that was held, and begins its numbers anew', async () => {
    const restored = aTask({ id: 'restored', seq: 1 });
    connection.say(change(decided));
    await settle();
    connection.turn('reconnecting');
    answer([restored], { epoch: 'e2' });
    connection.turn('live');
    await settle();
    expect(held()).toEqual(['restored 1']);
    connection.say(beat([restored]));
    await vi.advanceTimersByTimeAsync(5000);
    expect(times()).toBe(2);
    // One change is lost: a number of the old epoch must not stand for it.
    connection.say(beat([restored, two]));
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked()).toEqual({ scan_id: 'scan1', epoch: 'e2', since: 1 });
  });
});

describe('a page is stale', () => {
  it('when no head has come for 25 s, until one does', async () => {
    await vi.advanceTimersByTimeAsync(24_900);
    expect(live.isStale()).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(live.isStale()).toBe(true);
    connection.say(beat([one, two]));
    expect(live.isStale()).toBe(false);
    expect(times()).toBe(1);
  });

  it('while what differs could not be mended, and no longer', async () => {
    let give: (page: Joined) => void = () => undefined;
    connection.joinScan.mockReturnValueOnce(new Promise((resolve) => (give = resolve)));
    connection.say(beat([one, two], { digest: 7 }));
    await vi.advanceTimersByTimeAsync(900);
    expect(live.isStale()).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(live.isStale()).toBe(true);
    give(pageOf([one, two]));
    await settle();
    expect(live.isStale()).toBe(false);
  });

  it('not when it is not even connected: then it says that', async () => {
    connection.turn('offline');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(live.isStale()).toBe(false);
  });
});
