import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentagesOf } from './percentages';

describe('percentages', () => {
  it.each([
    [[1, 1, 1, 5], [13, 13, 13, 63]],
    [[1, 1, 1], [33, 33, 33]],
    [[0, 7, 0, 0], [0, 100, 0, 0]],
    [[0, 0], [0, 0]],
    [[1, 999], [0, 100]],
  ])('of %j are %j', (parts, percents) => {
    expect(percentagesOf(parts)).toEqual(percents);
  });

  it('are equal where the parts are, and at most half a percent off', () => {
    const parts = fc.array(fc.nat(20_000), { minLength: 1, maxLength: 6 }).filter((each) => each.some((part) => part > 0));
    fc.assert(
      fc.property(parts, (each) => {
        const whole = each.reduce((sum, part) => sum + part, 0);
        const percents = percentagesOf(each);
        percents.forEach((percent, index) => {
          expect(Math.abs(percent - (100 * (each[index] ?? 0)) / whole)).toBeLessThanOrEqual(0.5);
          expect(percent).toBe(percents[each.indexOf(each[index] ?? 0)]);
        });
      }),
    );
  });
});
