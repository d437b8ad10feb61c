import { expect, test } from 'vitest';
import { linesOf } from './lines';

test('the numbers at the side stay as short as there is room for, however many wait', () => {
  const { axes } = linesOf([])({ colour: () => '#000', font: '12px sans-serif', width: 400, zoom: 1 });
  const { values } = axes?.[1] ?? {};
  if (typeof values !== 'function') throw new Error('the numbers are not written');
  // The picture is asked for nothing.
  const written = values({} as never, [0, 5000, 20_000, 40_000, 150_000], 1, 0, 0);
  expect(written).toEqual(['0', '5,000', '20K', '40K', '150K']);
});
