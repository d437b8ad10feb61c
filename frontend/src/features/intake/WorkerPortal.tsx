import { Compass, LayoutGrid } from 'lucide-react';
import { useNavigate, useParams } from 'react-router-dom';
import { useUser } from '@/auth/AuthContext';
import { PageShell } from '@/components/layout/PageShell';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { useJoinPhase, useScanLive, useScanState } from '@/live/hooks';
import type { ScanView } from '@/live/protocol.gen';
import { Portal } from './Portal';
import { PortalSkeleton } from './PortalSkeleton';
import { useKeptScan } from './useKeptScan';
import { intakeWords } from './words';

/** A scan as a worker has it: what he sends, and what becomes of it. */
export default function WorkerPortal() {
  const { scanId = '' } = useParams();
  const live = useScanLive(scanId);
  useKeptScan(live, useUser().id);
  const phase = useJoinPhase(live);
  const scan = useScanState(live, (state) => state.scan);
  const role = useScanState(live, (state) => state.role);

  if (phase === 'refused') return <NoSuchScan />;
  if (!scan) return <PortalSkeleton />;
  return role === 'moderator' ? <ModeratorHere scan={scan} /> : <Portal live={live} scan={scan} />;
}

function NoSuchScan() {
  const navigate = useNavigate();
  const { title, hint, toScans } = intakeWords.notFound;
  return (
    <PageShell title={title}>
      <EmptyState
        level={1}
        picture={<Compass aria-hidden="true" />}
        title={title}
        actions={
          <Button tone="accent" look="solid" size="touch" onClick={() => void navigate('/worker')}>
            {toScans}
          </Button>
        }
      >
        <p>{hint}</p>
      </EmptyState>
    </PageShell>
  );
}

function ModeratorHere({ scan }: { scan: ScanView }) {
  const navigate = useNavigate();
  const { title, hint, toConsole } = intakeWords.moderator;
  const toDesk = scan.links.console ?? '/admin';
  return (
    <PageShell title={scan.name}>
      <EmptyState
        level={1}
        picture={<LayoutGrid aria-hidden="true" />}
        title={title}
        actions={
          <Button tone="accent" look="solid" size="touch" onClick={() => void navigate(toDesk)}>
            {toConsole}
          </Button>
        }
      >
        <p>
          <bdi>{scan.name}</bdi>
        </p>
        <p>{hint}</p>
      </EmptyState>
    </PageShell>
  );
}
