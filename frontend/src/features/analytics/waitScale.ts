// Waits stand on a scale of logarithms: it has room for a second and for a day.

const SECOND = 1000;
const [MINUTE, HOUR, DAY] = [60 * SECOND, 3600 * SECOND, 86_400 * SECOND];
/** What is counted as it is: shorter waits and longer ones count as these. */
const [SHORTEST, LONGEST] = [SECOND / 10, 40 * DAY];
/** Waits that the scale may name, in milliseconds. */
const WAIT_MARKS = [SHORTEST, SECOND, 10 * SECOND, MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY, 10 * DAY, LONGEST];
const LOG_MARKS = WAIT_MARKS.map((ms) => Math.log10(ms));
export const logOf = (ms: number | undefined): number | null => (ms === undefined ? null : Math.log10(Math.max(ms, SHORTEST)));

/** From the mark below the least wait to the one above the longest. */
export function waitRange(least: number | null, most: number | null): [number, number] {
  const low = LOG_MARKS.findLast((mark) => mark <= (least ?? 0)) ?? Math.log10(SHORTEST);
  const high = LOG_MARKS.find((mark) => mark > low && mark >= (most ?? 0)) ?? Math.log10(LONGEST);
  return [low, high];
}

export const marksWithin = (low: number, high: number): number[] => LOG_MARKS.filter((mark) => mark >= low && mark <= high);

/** Return the wait of a mark, in milliseconds. */
export const waitOf = (mark: number): number => Math.round(10 ** mark);
