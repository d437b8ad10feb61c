import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LowestFirst } from './lowestFirst';

test('the lowest comes first, whatever is added meanwhile', () => {
  const steps = fc.array(fc.option(fc.nat({ max: 50 })), { maxLength: 200 });
  fc.assert(
    fc.property(fc.nat({ max: 20 }), steps, (count, story) => {
      let known = Array.from({ length: count }, (_, index) => index * 3);
      const heap = new LowestFirst(known);
      for (const number of story) {
        if (number === null) {
          const lowest = known.length === 0 ? null : Math.min(...known);
          expect(heap.take()).toBe(lowest);
          known = known.toSpliced(known.indexOf(lowest ?? -1), lowest === null ? 0 : 1);
        } else {
          heap.add(number);
          known.push(number);
        }
      }
    }),
  );
});
