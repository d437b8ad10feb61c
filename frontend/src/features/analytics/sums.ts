import type { AnalyticsReport, PeriodTotals, VerdictCounts } from '@/live/protocol.gen';

export const VERDICTS = ['validated', 'refused', 'returned'] as const;

export const decidedIn = (verdicts: VerdictCounts): number => VERDICTS.reduce((sum, kind) => sum + verdicts[kind], 0);

/** How many of a hundred verdicts were validations; null without any. */
export function validatedShare(verdicts: VerdictCounts): number | null {
  const all = decidedIn(verdicts);
  return all === 0 ? null : Math.round((100 * verdicts.validated) / all);
}

/** Whether nothing has happened. */
export const isNothing = ({ submitted, resubmitted, reopened, verdicts }: Omit<PeriodTotals, 'workers'>): boolean =>
  submitted + resubmitted + reopened + decidedIn(verdicts) === 0;

/** So many reasons, workers and moderators are named at most. */
export const NAMED = 50;

/** How many refusals gave none of the scans' reasons; nought where that cannot be told, since there may be more reasons. */
export function otherRefusals({ totals, reasons }: AnalyticsReport): number {
  if (reasons.length >= NAMED) return 0;
  return totals.verdicts.refused - reasons.reduce((sum, { count }) => sum + count, 0);
}

/** Whether the period is not over. */
export const isGoingOn = ({ to }: AnalyticsReport): boolean => Date.parse(to) > Date.now();

/** The steps that have begun: those to come are empty, and no news. */
export const begun = ({ steps }: AnalyticsReport): AnalyticsReport['steps'] => {
  const now = Date.now();
  return steps.filter(({ since }) => Date.parse(since) <= now);
};
