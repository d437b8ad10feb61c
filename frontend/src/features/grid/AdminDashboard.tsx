import { useParams } from 'react-router-dom';
import { useJoinPhase, useScanLive, useScanState } from '@/live/hooks';
import { Console } from './Console';
import { ConsoleSkeleton } from './ConsoleSkeleton';
import { NotHere } from './NotHere';

/** The page of one scan for those who moderate it. */
export default function AdminDashboard() {
  const { scanId = '' } = useParams();
  const live = useScanLive(scanId);
  const phase = useJoinPhase(live);
  const role = useScanState(live, (state) => state.role);
  const known = useScanState(live, (state) => state.position !== null);
  if (phase === 'refused' || role === 'worker') return <NotHere scanId={scanId} member={role === 'worker'} />;
  // A scan that is joined again after a cut stays on the screen meanwhile.
  return known ? <Console live={live} /> : <ConsoleSkeleton />;
}
