import { formatWithin } from '@/lib/format';
import { words } from './words';

/** A wait as people say it. */
export const waitText = (ms: number | undefined): string => (ms === undefined ? words.none : formatWithin(ms));

/** A share of a hundred, or that there is none. */
export const shareText = (share: number | null): string => (share === null ? words.none : words.percent(share));
