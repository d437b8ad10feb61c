import fc from 'fast-check';
import { expect, test } from 'vitest';
import { difference } from './difference';

test('says who has come and who has gone, in their order', () => {
  const lists = fc.subarray(Array.from({ length: 30 }, (_, index) => `t${index}`));
  fc.assert(
    fc.property(lists, lists, (before, after) => {
      expect(difference(before, after, (id) => before.includes(id))).toEqual({
        come: after.filter((id) => !before.includes(id)),
        gone: before.filter((id) => !after.includes(id)),
      });
    }),
  );
});
