import { readOfTab, writeOfTab } from '@/lib/stored';
import { large, withKept } from './recalled';
import type { Mine } from './verdict';
import type { Verdicts } from './verdicts';

type Steps = readonly (readonly Mine[])[];

/**
 * Know the steps that were made of late. A verdict on more tasks than the server takes in one call is one step in the tab
 * that gave it, also when it is loaded again: under this key the tab keeps which tasks it was given on.
 */
export function recallSteps(verdicts: Verdicts, key: string, steps: Steps, now: number): void {
  // Nobody but this page writes there.
  const kept = JSON.parse(readOfTab(key) ?? '[]') as Steps;
  verdicts.recall(withKept(steps, kept, now));
  let last = nameOf(kept);
  verdicts.onChange(() => {
    const many = large(verdicts.steps);
    const name = nameOf(many);
    if (name === last) return;
    last = name;
    writeOfTab(key, JSON.stringify(many));
  });
}

/** What tells these steps from others: of each some are taken out, or all. */
const nameOf = (steps: Steps): string => steps.map((step) => `${step[0]?.id ?? ''} ${step.length}`).join();
