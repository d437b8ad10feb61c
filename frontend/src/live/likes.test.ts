import { describe, expect, it } from 'vitest';
import { aPage, aTask } from '@/testing/make';
import { applyEvent, applyPage, forgetDecided, mergeTasks, NOTHING_YET, type ScanState } from './scanState';
import type { DecidedLike, TaskStack } from './protocol.gen';

const decided: DecidedLike = { task_id: 't0', number: 1, text: 'Gate 4', status: 'refused', at: '2026-01-02T03:04:05Z', reason: 'Known' };
const say = (state: ScanState, stacks: TaskStack[], more: { left?: string[]; whole?: boolean } = {}): ScanState =>
  applyEvent(state, { name: 'stacks', scan_id: 'scan1', stacks, ...more });
const of = ({ likes }: ScanState) => [...likes.stackOf].map(([task, stack]) => `${task} in ${stack}`);

describe('tasks that are alike', () => {
  const two = say(NOTHING_YET, [{ id: '1.1', tasks: ['t1', 't2'] }]);

  it('P62 come to a stack, go to another, and leave', () => {
    expect(of(say(two, [{ id: '1.1', tasks: ['t3'] }]))).toEqual(['t1 in 1.1', 't2 in 1.1', 't3 in 1.1']);
    expect(of(say(two, [{ id: '4.1', tasks: ['t4', 't2'] }]))).toEqual(['t1 in 1.1', 't2 in 4.1', 't4 in 4.1']);
    expect(of(say(two, [], { left: ['t1'] }))).toEqual(['t2 in 1.1']);
    expect(of(say(two, [{ id: '1.1', tasks: ['t1'] }], { left: ['t1'] }))).toEqual(['t2 in 1.1', 't1 in 1.1']);
  });

  it('P62 are all of them in an answer to joining, and in what is said as a whole', () => {
    const stacks = [{ id: '9.1', tasks: ['t9', 't8'] }];
    expect(of(applyPage(two, null, aPage({ stacks })).state)).toEqual(['t9 in 9.1', 't8 in 9.1']);
    expect(of(say(two, stacks, { whole: true }))).toEqual(['t9 in 9.1', 't8 in 9.1']);
    expect(of(applyPage(two, null, aPage()).state)).toEqual(of(two));
  });

  it('P63 know what was decided last, as long as it is said', () => {
    const told = say(two, [{ id: '1.1', tasks: [], decided }]);
    expect(told.likes.decided.get('1.1')).toBe(decided);
    expect(say(told, [{ id: '1.1', tasks: [] }]).likes.decided.size).toBe(0);
  });

  it('are forgotten with the tasks', () => {
    const all = Array.from({ length: 401 }, (_, index) => aTask({ id: `t${index}`, seq: 9 + index, status: 'validated' }));
    const told = say(mergeTasks(NOTHING_YET, all), [
      { id: '1.1', tasks: ['t0', 't1'], decided },
      { id: '2.1', tasks: ['t2', 't400'], decided },
    ]);

    const { likes } = forgetDecided(told, () => false);

    expect([...likes.stackOf.keys()]).toEqual(['t400']);
    expect([...likes.decided.keys()]).toEqual(['2.1']);
  });
});
