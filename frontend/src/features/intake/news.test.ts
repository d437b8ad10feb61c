import { describe, expect, it } from 'vitest';
import type { Round } from '@/live/round';
import { aTask } from '@/testing/make';
import { newsSince } from './news';

const NONE = new Map<string, Round>();
const again = (isTakenBack: boolean) =>
  new Map([[aTask().id, { number: 2, sentBack: null, before: null, isTakenBack }]]);

describe('news', () => {
  it('says nothing of what still waits for its first verdict', () => {
    expect(newsSince([aTask({ seq: 4 })], 0, NONE)).toBeNull();
  });

  it('names the task when there is one verdict', () => {
    const refused = aTask({ status: 'refused', version: 2, seq: 5 });
    expect(newsSince([aTask({ seq: 4 }), refused], 0, NONE)).toMatchObject({ only: refused, stays: true, upTo: 5 });
  });

  it('merges several verdicts into their numbers', () => {
    const tasks = [
      aTask({ id: 'a', status: 'validated', version: 2, seq: 5 }),
      aTask({ id: 'b', status: 'validated', version: 2, seq: 6 }),
      aTask({ id: 'c', status: 'refused', version: 2, seq: 7 }),
    ];
    const news = newsSince(tasks, 0, NONE);
    expect(news?.counts).toEqual({ pending: 0, validated: 2, refused: 1, returned: 0 });
    expect(news?.only).toBeNull();
  });

  it('goes by itself when everything was validated', () => {
    expect(newsSince([aTask({ status: 'validated', version: 2, seq: 5 })], 0, NONE)?.stays).toBe(false);
  });

  it('leaves out what was seen already', () => {
    expect(newsSince([aTask({ status: 'refused', version: 2, seq: 5 })], 5, NONE)).toBeNull();
  });

  it('tells that a verdict was taken back', () => {
    expect(newsSince([aTask({ version: 3, seq: 9 })], 5, again(true))?.counts.pending).toBe(1);
  });

  it('does not tell the worker of his own correction', () => {
    expect(newsSince([aTask({ version: 3, seq: 9 })], 5, again(false))).toBeNull();
  });
});
