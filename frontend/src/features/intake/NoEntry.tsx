import { Compass, LayoutGrid } from 'lucide-react';
import { useNavigate } from 'react-router-dom';
import { PageShell } from '@/components/layout/PageShell';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { withoutTurns } from '@/lib/bidi';
import type { ScanView } from '@/live/protocol.gen';
import { noEntryWords } from './noEntryWords';

/** In the portal's place for who is no worker of the scan: its moderator, or, without `scan`, nobody there. */
export default function NoEntry({ scan }: { scan: ScanView | null }) {
  return scan ? <ModeratorHere scan={scan} /> : <NoSuchScan />;
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

function ModeratorHere({ scan }: { scan: ScanView }) {
  const navigate = useNavigate();
  const { title, hint, toConsole } = noEntryWords.moderator;
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
          <bdi>{withoutTurns(scan.name)}</bdi>
        </p>
        <p>{hint}</p>
      </EmptyState>
    </PageShell>
  );
}
