import { describe, expect, it } from 'vitest';
import { logOf, waitRange } from './waitScale';

const SECOND = 1000;
const range = (...waits: number[]) => waitRange(logOf(Math.min(...waits)), logOf(Math.max(...waits))).map((log) => Math.round(10 ** log));

describe('the scale of waits', () => {
  it('goes from the mark below to the one above', () => {
    expect(range(3 * SECOND, 200 * SECOND)).toEqual([SECOND, 600 * SECOND]);
  });

  it('has room for one wait alone, also on a mark', () => {
    expect(range(60 * SECOND)).toEqual([60 * SECOND, 600 * SECOND]);
  });

  it('holds what is shorter and longer than what is counted', () => {
    expect(range(1, 3600 * 24 * 50 * SECOND)).toEqual([100, 3600 * 24 * 40 * SECOND]);
  });
});
