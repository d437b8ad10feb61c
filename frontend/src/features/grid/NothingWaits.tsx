import { Suspense, useEffect } from 'react';
import { fetchWhenIdle, lazyPart } from '@/lib/lazyPart';
import type { ScanView } from '@/live/protocol.gen';
import { useBoard } from './deskContext';

// Most who come find something that waits.
const Empty = lazyPart(() => import('./Empty'));

/** What stands in the middle while no task waits. */
export function NothingWaits({ scan }: { scan: ScanView }) {
  const waiting = useBoard((board) => board.waiting.length);
  const begun = useBoard((board) => board.decided.length > 0);
  useEffect(() => fetchWhenIdle([Empty]), []);
  return waiting === 0 && <Suspense><Empty scan={scan} begun={begun} /></Suspense>;
}
