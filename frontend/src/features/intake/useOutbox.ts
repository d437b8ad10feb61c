import { useEffect, useState, useSyncExternalStore } from 'react';
import { Outbox, type OutboxItem } from '@/live/outbox';
import type { ScanLive } from '@/live/scanLive';

/** The worker's outbox for this scan, sending for as long as the component is there. */
export function useOutbox(live: ScanLive, userId: string): { outbox: Outbox; unsent: readonly OutboxItem[] } {
  const [outbox] = useState(() => new Outbox(live, userId));
  useEffect(() => outbox.start(), [outbox]);
  return { outbox, unsent: useSyncExternalStore(outbox.subscribe, outbox.items) };
}
