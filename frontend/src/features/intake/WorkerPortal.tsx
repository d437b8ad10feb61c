import { Suspense } from 'react';
import { useParams } from 'react-router-dom';
import { useUser } from '@/auth/AuthContext';
import { lazyInstead } from '@/lib/lazyPart';
import { useJoinPhase, useScanLive, useScanState } from '@/live/hooks';
import type { ScanView } from '@/live/protocol.gen';
import type { ScanLive } from '@/live/scanLive';
import { Portal } from './Portal';
import { PortalSkeleton } from './PortalSkeleton';
import { useKeptScan } from './useKeptScan';

const NoEntry = lazyInstead(() => import('./NoEntry'));

/** A scan as a worker has it: what he sends, and what becomes of it. */
export default function WorkerPortal() {
  const { scanId = '' } = useParams();
  const live = useScanLive(scanId, 'portal');
  useKeptScan(live, useUser().id);
  const phase = useJoinPhase(live);
  const scan = useScanState(live, (state) => state.scan);
  const role = useScanState(live, (state) => state.role);

  if (phase === 'refused') return <Elsewhere live={live} scan={null} />;
  if (!scan) return <PortalSkeleton />;
  return role === 'moderator' ? <Elsewhere live={live} scan={scan} /> : <Portal live={live} scan={scan} />;
}

function Elsewhere({ live, scan }: { live: ScanLive; scan: ScanView | null }) {
  return (
    <Suspense fallback={<PortalSkeleton />}>
      <NoEntry live={live} scan={scan} />
    </Suspense>
  );
}
