import { useEffect, useState, useSyncExternalStore } from 'react';
import { Outbox } from '@/live/outbox';
import type { OutboxItem } from '@/live/outboxStore';
import type { ScanLive } from '@/live/scanLive';

type Sending = {
  readonly outbox: Outbox;
  readonly unsent: readonly OutboxItem[];
  /** Whether what is unsent is still there after the tab was closed. */
  readonly survives: boolean;
};

/** The worker's outbox for this scan, sending for as long as the component is there. */
export function useOutbox(live: ScanLive, userId: string): Sending {
  const [outbox] = useState(() => new Outbox(live, userId));
  useEffect(() => outbox.start(), [outbox]);
  const unsent = useSyncExternalStore(outbox.subscribe, outbox.items);
  const survives = useSyncExternalStore(outbox.subscribe, outbox.survives);
  useLeaveWarning(!survives && unsent.length > 0);
  return { outbox, unsent, survives };
}

/** Let the browser ask before the tab is closed. */
function useLeaveWarning(isNeeded: boolean): void {
  useEffect(() => {
    if (!isNeeded) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isNeeded]);
}
