import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPage, aScan, aTask } from '@/testing/make';
import type { ServerEvent, TaskView } from './protocol.gen';
import { applyEvent, applyEvents, applyPage, forgetDecided, isStranger, mergeTasks, NOTHING_YET, type ScanState } from './scanState';

const updated = (task: TaskView): ServerEvent => ({ name: 'task_updated', scan_id: task.scan_id, task });
const holding = (...tasks: TaskView[]): ScanState => mergeTasks(NOTHING_YET, tasks);

describe('merging', () => {
  it('keeps the higher version, whichever comes first', () => {
    const [first, second] = [aTask({ version: 1 }), aTask({ version: 2, status: 'validated' })];
    expect(applyEvents(NOTHING_YET, [updated(second), updated(first)]).tasks.get(first.id)).toBe(second);
    expect(applyEvents(NOTHING_YET, [updated(first), updated(second)]).tasks.get(first.id)).toBe(second);
  });

  it('gives the same object back when nothing is new', () => {
    const state = holding(aTask({ version: 2 }));
    expect(applyEvent(state, updated(aTask({ version: 2 })))).toBe(state);
    expect(applyEvent(state, updated(aTask({ version: 1 })))).toBe(state);
  });

  it('forgets old verdicts, and nothing that is open or still needed', () => {
    const open = [aTask({ id: 'open', seq: 1 }), aTask({ id: 'back', seq: 2, status: 'returned' })];
    const decided = Array.from({ length: 401 }, (_, index) => aTask({ id: `t${index}`, seq: 3 + index, status: 'validated' }));
    const full = holding(...open, ...decided.slice(0, 400));
    expect(forgetDecided(full, () => false)).toBe(full);
    const state = forgetDecided(holding(...open, ...decided), ({ id }) => id === 't7');
    expect([...state.tasks.keys()]).toEqual(['open', 'back', 't7', ...decided.slice(-200).map(({ id }) => id)]);
    expect(state.sums).toEqual(holding(...open).sums);
  });

  it('takes a batch as it takes single events', () => {
    const tasks = [aTask({ id: 'a' }), aTask({ id: 'b' })];
    const batch = applyEvent(NOTHING_YET, { name: 'new_tasks', scan_id: 'scan1', tasks });
    const singles = tasks.map((task): ServerEvent => ({ name: 'new_task', scan_id: 'scan1', task }));
    expect(applyEvents(NOTHING_YET, singles)).toEqual(batch);
  });

  it('moves a task from one count to the other', () => {
    const counted = { ...holding(aTask()), counts: { pending: 1, validated: 4, refused: 0, returned: 0 } };
    const after = applyEvent(counted, updated(aTask({ version: 2, status: 'validated' })));
    expect(after.counts).toEqual({ pending: 0, validated: 5, refused: 0, returned: 0 });
  });

  it('counts a task right that was dropped long ago and comes back, and one of which it hears again', () => {
    const all = Array.from({ length: 500 }, (_, index) => aTask({ id: `t${index}`, seq: 1 + index, version: 2, status: 'validated' }));
    const counts = { pending: 0, validated: 500, refused: 0, returned: 0 };
    const state = forgetDecided({ ...holding(...all), counts }, () => false);
    expect(state.tasks.has('t0')).toBe(false);
    const undone = all.map(({ id, seq }) => aTask({ id, seq: seq + 500, version: 3 }));

    const after = applyEvents(applyEvents(state, all.map(updated)), undone.map(updated));

    expect(after.counts).toEqual({ pending: 500, validated: 0, refused: 0, returned: 0 });
    expect(after.tasks.size).toBe(500);
  });

  it('forgets what was dropped longest ago, however long the day is', () => {
    const all = Array.from({ length: 3000 }, (_, index) => aTask({ id: `t${index}`, seq: 1 + index, version: 2, status: 'validated' }));
    const counts = { pending: 0, validated: 3000, refused: 0, returned: 0 };
    const state = forgetDecided({ ...holding(...all), counts }, () => false);

    expect(state.dropped.size).toBe(2000);
    expect(isStranger(state, aTask({ id: 't0', seq: 4000, version: 3 }))).toBe(true);
    expect(isStranger(state, aTask({ id: 't2799', seq: 4000, version: 3 }))).toBe(false);
  });

  it('does not guess of a dropped task of which it missed a change, nor takes an older word than it had', () => {
    const all = Array.from({ length: 401 }, (_, index) => aTask({ id: `t${index}`, seq: 9 + index, version: 4, status: 'validated' }));
    const counts = { pending: 0, validated: 401, refused: 0, returned: 0 };
    const state = forgetDecided({ ...holding(...all), counts }, () => false);
    const [before, next, later] = [3, 5, 6].map((version) => aTask({ id: 't0', version }));

    expect(applyEvents(state, [before, next, later].map((task) => updated(task ?? aTask()))).counts?.validated).toBe(400);
    expect(mergeTasks(state, before ? [before] : [])).toBe(state);
    expect([before, next, later].map((task) => task && isStranger(state, task))).toEqual([false, false, true]);
  });
});

describe('a scan that changed', () => {
  const mine = aScan({ version: 3, can: ['see', 'moderate', 'edit', 'name_moderators'] });
  const told = aScan({ version: 4, status: 'paused', can: ['see', 'moderate', 'edit'] });

  it('takes over the news and keeps what this viewer alone may do', () => {
    const { scan } = applyEvent({ ...NOTHING_YET, scan: mine }, { name: 'scan_updated', scan: told });
    expect(scan).toMatchObject({ status: 'paused', can: mine.can });
  });

  it('ends what its audience may no longer do', () => {
    const worker = { ...NOTHING_YET, scan: aScan({ version: 1, can: ['see', 'submit'] }) };
    const paused = aScan({ version: 2, status: 'paused', can: ['see'] });
    expect(applyEvent(worker, { name: 'scan_updated', scan: paused }).scan?.can).toEqual(['see']);
  });

  it('ignores an older version', () => {
    const state = { ...NOTHING_YET, scan: told };
    expect(applyEvent(state, { name: 'scan_updated', scan: mine })).toBe(state);
  });
});

describe('who is there', () => {
  it('is what was said last', () => {
    const full: ServerEvent = { name: 'presence', scan_id: 'scan1', desk: 2 };
    expect(applyEvents(NOTHING_YET, [full, { ...full, desk: 1 }]).presence?.desk).toBe(1);
  });

  const by = { id: 'bo', name: 'Bo' };
  const until = '2026-01-02T03:04:20Z';
  const claimed: ServerEvent = { name: 'claim', scan_id: 'scan1', task_id: 't1', by, until };

  it('and looks at a task, until he does no longer', () => {
    const looking = applyEvent(NOTHING_YET, claimed);
    expect(looking.claims.get('t1')).toEqual({ task_id: 't1', by, until });
    expect(applyEvent(looking, { name: 'claim', scan_id: 'scan1', task_id: 't1' }).claims.size).toBe(0);
  });

  it('is known from the answer to joining, which forgets what does not hold any more', () => {
    const looking = applyEvent(NOTHING_YET, claimed);
    const { state } = applyPage(looking, null, aPage({ claims: [{ task_id: 't2', by, until }] }));
    expect([...state.claims.keys()]).toEqual(['t2']);
  });
});

describe('a snapshot', () => {
  it('drops what no page held', () => {
    const gone = aTask({ id: 'gone', seq: 3 });
    const { state } = applyPage(holding(gone), null, aPage({ tasks: [aTask({ id: 'kept' })] }));
    expect([...state.tasks.keys()]).toEqual(['kept']);
    expect(state.sums).toEqual(holding(aTask({ id: 'kept' })).sums);
  });

  it('drops only after its last page', () => {
    const gone = aTask({ id: 'gone', seq: 3 });
    const first = applyPage(holding(gone), null, aPage({ tasks: [aTask({ id: 'a', seq: 5 })], seq: 5, more: true }));
    expect(first.state.tasks.has('gone')).toBe(true);
    expect(first.state.position).toBeNull();
    const last = applyPage(first.state, first.reading, aPage({ tasks: [aTask({ id: 'b', seq: 9 })] }));
    expect([...last.state.tasks.keys()]).toEqual(['a', 'b']);
    expect(last.state.position).toEqual({ epoch: 'e1', seq: 10, changes: 10 });
  });

  it('keeps what came by event while its pages were read', () => {
    const first = applyPage(NOTHING_YET, null, aPage({ more: true, seq: 5 }));
    const overtook = applyEvent(first.state, updated(aTask({ id: 'late', seq: 7 })));
    expect(applyPage(overtook, first.reading, aPage()).state.tasks.has('late')).toBe(true);
  });

  it('keeps what is newer than its beginning', () => {
    const newer = aTask({ id: 'newer', seq: 11 });
    expect(applyPage(holding(newer), null, aPage()).state.tasks.has('newer')).toBe(true);
  });

  it('does not drop anything when it is only what changed since', () => {
    const old = aTask({ id: 'old', seq: 3 });
    expect(applyPage(holding(old), null, aPage({ snapshot: false })).state.tasks.has('old')).toBe(true);
  });

  it('begins with nothing when the store was restored, or the role is another', () => {
    const before: ScanState = { ...holding(aTask({ version: 9 })), position: { epoch: 'old', seq: 1, changes: 1 } };
    const restored = applyPage(before, null, aPage({ tasks: [aTask({ version: 1 })] }));
    expect(restored.state.tasks.get('scan1.task1')?.version).toBe(1);
    const promoted = applyPage({ ...holding(aTask({ seq: 11 })), role: 'worker' }, null, aPage({ role: 'moderator' }));
    expect(promoted.state.tasks.size).toBe(0);
  });
});

// The life of a few tasks: each version is one change, and takes the next seq.
const lives = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 }).map((versions) => {
  let seq = 0;
  return versions.flatMap((last, index) =>
    Array.from({ length: last }, (_, version) => {
      seq += 1;
      const status = version % 2 === 0 ? ('pending' as const) : ('refused' as const);
      return aTask({ id: `t${index}`, number: index + 1, version: version + 1, status, seq });
    }),
  );
});

describe('whatever the order', () => {
  it('late, repeated and shuffled events end in the same state as one snapshot of the truth', () => {
    const stories = lives.chain((changes) =>
      fc.tuple(fc.constant(changes), fc.array(fc.constantFrom(...changes)), fc.func(fc.integer())),
    );
    fc.assert(
      fc.property(stories, ([changes, repeats, order]) => {
        const shuffled = [...changes, ...repeats].toSorted((a, b) => order(a.seq, a.id) - order(b.seq, b.id));
        const byEvents = applyEvents(NOTHING_YET, shuffled.map(updated)).tasks;
        const truth = new Map(changes.map((task) => [task.id, task]));
        expect(new Map(byEvents)).toEqual(truth);
      }),
    );
  });

  it('a lost tail is made good by what changed since', () => {
    fc.assert(
      fc.property(lives, fc.nat(), (changes, cut) => {
        const at = cut % changes.length;
        const seen = applyEvents(NOTHING_YET, changes.slice(0, at).map(updated));
        const page = aPage({ snapshot: false, tasks: changes.slice(at) });
        expect(new Map(applyPage(seen, null, page).state.tasks)).toEqual(new Map(changes.map((task) => [task.id, task])));
      }),
    );
  });
});

it('what a change of the scan leaves out has ended, but for the counts', () => {
  const counts = { pending: 1, validated: 0, refused: 0, returned: 0 };
  const paused = aScan({ version: 2, status: 'paused', pause_message: 'Back at two', counts });
  const { scan } = applyEvent({ ...NOTHING_YET, scan: paused }, { name: 'scan_updated', scan: aScan({ version: 3 }) });
  expect(scan).toEqual({ ...aScan({ version: 3 }), counts });
  expect(scan).not.toHaveProperty('pause_message');
});
