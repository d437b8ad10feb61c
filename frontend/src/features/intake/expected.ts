import { formatNumber } from '@/lib/format';
import { intakeWords } from './words';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Nobody looks at a watch before, however quick the desk is. */
const SHORTEST = MINUTE / 2;
/** A wait of so many times the usual one is no longer one of those that end any moment. */
const LONG = 2;

/**
 * Return in words when the worker may expect a verdict, from what it takes at the moment and since when
 * the oldest of his own waits (null: none does).
 */
export function expectedIn(medianMs: number, since: number | null, now: number): string {
  const { expected } = intakeWords;
  const usualMs = Math.max(medianMs, SHORTEST);
  if (since === null) return expected.usually(about(usualMs));
  const waited = now - since;
  if (waited < usualMs) return expected.yours(about(usualMs - waited));
  return waited < LONG * usualMs ? expected.soon : expected.late;
}

/** A time as people say it: rather too long than too short, and no finer than it is known. */
function about(ms: number): string {
  const { expected } = intakeWords;
  if (ms < MINUTE) return expected.moment;
  if (ms < HOUR) return expected.minutes(formatNumber(Math.ceil(ms / MINUTE)));
  return expected.hours(formatNumber(Math.ceil(ms / HOUR)));
}
