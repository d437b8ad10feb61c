/**
 * Say where each card goes when some of them are to come first: those, then the others, each group
 * in the order in which it sits, without a hole between.
 *
 * @returns the new slot of each occupied one; no two are the same.
 */
export function gather(
  occupied: readonly number[],
  isFirst: (slot: number) => boolean,
): ReadonlyMap<number, number> {
  const order = [...occupied.filter(isFirst), ...occupied.filter((slot) => !isFirst(slot))];
  return new Map(order.map((slot, index) => [slot, index]));
}
