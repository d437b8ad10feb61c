import type { TaskView } from '@/live/protocol.gen';
import type { Mine } from './verdict';

/** What was decided longer ago is past: who opens the page anew takes back what he has just done. */
const RECENT_MS = 10 * 60_000;

/**
 * Return the steps that one has made of late, the last one last, as the decided tasks themselves tell: a page
 * that is loaded again can take them back. Verdicts of one kind and one moment were given together. Pure.
 */
export function stepsOf(decided: readonly TaskView[], me: string, now: number): readonly (readonly Mine[])[] {
  const steps = new Map<string, Mine[]>();
  for (const { id, version, status, decided_at: at, decided_by: by } of [...decided].sort(byTime)) {
    if (by?.id !== me || at === undefined || now - Date.parse(at) > RECENT_MS) continue;
    const moment = `${at} ${status}`;
    steps.set(moment, [...(steps.get(moment) ?? []), { id, version, at }]);
  }
  return [...steps.values()];
}

const byTime = ({ decided_at: one = '' }: TaskView, { decided_at: other = '' }: TaskView): number => Date.parse(one) - Date.parse(other);
