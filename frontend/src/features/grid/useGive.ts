import type { MouseEvent } from 'react';
import type { VerdictAction } from '@/live/protocol.gen';
import type { Seen } from './desk';
import { useDesk } from './deskContext';
import type { PanelActsProps } from './PanelActs';
import { useSteadyPress } from './useSteadyPress';

/** Decide by a press; without one, by a key, on what is painted. */
export type Give = (action: VerdictAction, reason: string, press?: MouseEvent) => void;

/** The verdicts on a task that is shown with buttons of its own. Spread `guard` onto what holds these. */
export function useGive(task: Seen, { refusing, onGave }: Pick<PanelActsProps, 'refusing' | 'onGave'>) {
  const { desk } = useDesk();
  const { guard, take } = useSteadyPress(task);
  const give: Give = (action, reason, press) => {
    const reasonsVersion = action === 'refuse' ? refusing.versionOf(reason) : undefined;
    const seen = press && take(press);
    // What does nothing leaves the question as it is.
    if (seen === null) return;
    if (action === 'refuse') refusing.onGiven(reason);
    if (seen) void desk.give({ ...seen, action, ...(reason && { reason, reasonsVersion }) });
    else if (!desk.giveOnPainted(action, reason, reasonsVersion)) return;
    // A task that is to wait again is still written about.
    if (action !== 'reopen') onGave();
  };
  return { guard, give };
}
