/** How a figure differs from that of the period before. */
export type Change =
  /** There is nothing that it could be compared with. */
  | { readonly kind: 'none' }
  | { readonly kind: 'same' }
  | { readonly kind: 'more' | 'less'; readonly by: number };

const NONE: Change = { kind: 'none' };
const SAME: Change = { kind: 'same' };
/** Two waits, each right to a tenth, that differ by less may as well be one. */
const WAIT_IS_RIGHT_TO = 0.1;

/** In percent of what was before; nothing grows from nought by so and so many percent. */
export function countChange(now: number, before: number): Change {
  if (before === 0) return NONE;
  const percent = Math.round((100 * (now - before)) / before);
  // All is gone only where nothing is left.
  return changeBy(now > 0 ? Math.max(-99, percent) : percent, now === before);
}

/** In percent, where it is more than the figures are uncertain by. */
export function waitChange(now: number | undefined, before: number | undefined): Change {
  if (now === undefined || before === undefined || before === 0) return NONE;
  const share = (now - before) / before;
  return changeBy(Math.round(100 * share), Math.abs(share) < WAIT_IS_RIGHT_TO);
}

/** In points of a hundred. */
export function shareChange(now: number | null, before: number | null): Change {
  if (now === null || before === null) return NONE;
  return changeBy(now - before, false);
}

function changeBy(by: number, isSame: boolean): Change {
  // What rounds to nothing is nothing to speak of.
  if (isSame || by === 0) return SAME;
  return { kind: by > 0 ? 'more' : 'less', by: Math.abs(by) };
}
