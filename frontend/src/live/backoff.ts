const FIRST_MS = 250;
const LONGEST_MS = 5000;

/**
 * Return how long to wait before trying again, full jitter: anything from nothing up to a
 * bound that doubles from 0.25 s to 5 s. So a thousand clients that lost one server do not
 * come back in step.
 */
export function backoff(failures: number, random: () => number = Math.random): number {
  return random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
}
