import type { VerdictCounts } from '@/live/protocol.gen';

export const VERDICTS = ['validated', 'refused', 'returned'] as const;

/** How many verdicts these are together. */
export const verdictsOf = (counts: VerdictCounts): number => VERDICTS.reduce((sum, status) => sum + counts[status], 0);
