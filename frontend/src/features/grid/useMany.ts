import { useState, useSyncExternalStore } from 'react';
import type { VerdictAction } from '@/live/protocol.gen';
import { useDesk } from './deskContext';
import { ASK_ABOVE } from './limits';

/** What can be done with many at once. */
export type ManyAction = Exclude<VerdictAction, 'reopen'>;

/** How many tasks are selected. */
export function useSelectedCount(): number {
  const { selection } = useDesk().desk;
  return useSyncExternalStore(selection.onChange, () => selection.size);
}

/** Decide what is selected: at once, or after a question (about many of them, or with what reason). */
export function useMany(mayDecide: boolean, hasReasons: boolean) {
  const { desk } = useDesk();
  const [asking, setAsking] = useState<ManyAction | null>(null);
  const decide = (action: ManyAction): void => {
    const { size } = desk.selection;
    if (!mayDecide || size === 0) return;
    if (size > ASK_ABOVE || action === 'return' || (action === 'refuse' && hasReasons)) setAsking(action);
    else void desk.giveSelected(action);
  };
  return { asking, decide, endAsking: () => setAsking(null) };
}
