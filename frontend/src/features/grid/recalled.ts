import type { TaskView } from '@/live/protocol.gen';
import type { Mine } from './verdict';

type Step = readonly Mine[];

/** So many at once are several calls of the server, which know nothing of each other. */
const ONE_CALL = 200;

/** What was decided longer ago is past: who opens the page anew takes back what he has just done. */
const RECENT_MS = 10 * 60_000;

/**
 * Return the steps that one has made of late, the last one last, as the decided tasks themselves tell: a page
 * that is loaded again can take them back. Verdicts of one kind and one moment were given together. Pure.
 */
export function stepsOf(decided: readonly TaskView[], me: string, now: number): readonly Step[] {
  const steps = new Map<string, Mine[]>();
  for (const { id, version, status, decided_at: at, decided_by: by } of [...decided].sort(byTime)) {
    if (by?.id !== me || at === undefined || now - Date.parse(at) > RECENT_MS) continue;
    const moment = `${at} ${status}`;
    steps.set(moment, [...(steps.get(moment) ?? []), { id, version, at }]);
  }
  return [...steps.values()];
}

const byTime = ({ decided_at: one = '' }: TaskView, { decided_at: other = '' }: TaskView): number => Date.parse(one) - Date.parse(other);

/** Return the steps that the decided tasks do not tell to be one: the tab keeps them. Pure. */
export const large = (steps: readonly Step[]): readonly Step[] => steps.filter(({ length }) => length > ONE_CALL);

/** Return these steps with those of late that the tab has kept, each in place of its parts. Pure. */
export function withKept(steps: readonly Step[], kept: readonly Step[], now: number): readonly Step[] {
  const recent = kept.filter((step) => now - lastOf(step) <= RECENT_MS);
  const known = new Set(recent.flatMap((step) => step.map(({ id }) => id)));
  const others = steps.map((step) => step.filter(({ id }) => !known.has(id))).filter(({ length }) => length > 0);
  return [...others, ...recent].sort((one, other) => lastOf(one) - lastOf(other));
}

/** When the last verdict of a step was given. */
const lastOf = (step: Step): number => step.reduce((last, { at = '' }) => Math.max(last, Date.parse(at) || 0), 0);
