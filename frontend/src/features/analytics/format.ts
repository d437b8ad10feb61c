import { formatWithin } from '@/lib/format';
import { words } from './words';

/** A wait as people say it. */
export function waitText(ms: number | undefined): string {
  if (ms === undefined) return words.none;
  return ms < 1000 ? words.atOnce : formatWithin(ms);
}

/** A share of a hundred, or that there is none. */
export const shareText = (share: number | null): string => (share === null ? words.none : words.percent(share));
