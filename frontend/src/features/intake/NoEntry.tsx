import { Compass, LayoutGrid } from 'lucide-react';
import { useNavigate } from 'react-router-dom';
import { PageShell } from '@/components/layout/PageShell';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { withoutTurns } from '@/lib/bidi';
import type { ScanView } from '@/live/protocol.gen';
import type { ScanLive } from '@/live/scanLive';
import { noEntryWords } from './noEntryWords';
import { OwnWork } from './OwnWork';

/** In the portal's place for who is no worker of the scan: its moderator, or, without `scan`, nobody there. */
export default function NoEntry({ live, scan }: { live: ScanLive; scan: ScanView | null }) {
  return scan ? <ModeratorHere live={live} scan={scan} /> : <NoSuchScan />;
}

function NoSuchScan() {
  const navigate = useNavigate();
  const { title, hint, toScans } = noEntryWords.notFound;
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

function ModeratorHere({ live, scan }: { live: ScanLive; scan: ScanView }) {
  const navigate = useNavigate();
  const { title, hint, toConsole } = noEntryWords.moderator;
  const toDesk = scan.links.console ?? '/admin';
  return (
    <PageShell title={scan.name} width="46rem">
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
          <bdi>{withoutTurns(scan.name)}</bdi>
        </p>
        <p>{hint}</p>
      </EmptyState>
      <OwnWork live={live} scanStatus={scan.status} />
    </PageShell>
  );
}
