import type { ReactNode } from 'react';
import { useParams } from 'react-router-dom';
import { useConnection, useJoinPhase, useScanLive, useScanState } from '@/live/hooks';
import type { ScanLive } from '@/live/scanLive';
import { ConsoleSkeleton } from './ConsoleSkeleton';
import { NotHere } from './NotHere';
import { OutOfReach } from './OutOfReach';

/** The scan that the address names, once it is joined, for those who moderate it; others are told where to go. */
export function ForModerators({ children }: { children: (live: ScanLive) => ReactNode }) {
  const { scanId = '' } = useParams();
  const live = useScanLive(scanId);
  const { status } = useConnection();
  const phase = useJoinPhase(live);
  const role = useScanState(live, (state) => state.role);
  const known = useScanState(live, (state) => state.position !== null);
  if (phase === 'refused' || role === 'worker') return <NotHere scanId={scanId} member={role === 'worker'} />;
  // A scan that is joined again after a cut stays on the screen meanwhile.
  if (known) return children(live);
  return status === 'offline' ? <OutOfReach /> : <ConsoleSkeleton />;
}
