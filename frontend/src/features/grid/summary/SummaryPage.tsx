import { useQuery } from '@tanstack/react-query';
import { Download, Printer } from 'lucide-react';
import { Link, useParams } from 'react-router-dom';
import { PageShell } from '@/components/layout/PageShell';
import { ScanStatusBadge } from '@/components/ui/ScanStatusBadge';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import RichText from '@/components/ui/RichText';
import { Skeleton } from '@/components/ui/Skeleton';
import { withoutTurns } from '@/lib/bidi';
import { api } from '@/lib/api';
import { cx } from '@/lib/cx';
import { messageOf, Problem } from '@/lib/problem';
import { words as shared } from '@/lib/words';
import type { ScanSummary, ScanView } from '@/live/protocol.gen';
import { NotHere } from '../NotHere';
import { BestWorkers, SaidByMany } from './Most';
import { SummaryFacts } from './SummaryFacts';
import { Part, useSaving } from './Part';
import { Deciders, Reasons } from './SummaryTables';
import { Timeline } from './Timeline';
import { words } from './words';
import styles from './SummaryPage.module.css';

/** What a scan came to, on one page that can be printed. */
export default function SummaryPage() {
  const { scanId = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['summary', scanId],
    queryFn: async () => {
      const path = `/scans/${scanId}`;
      const [scan, summary] = await Promise.all([api.get<ScanView>(path), api.get<ScanSummary>(`${path}/summary`)]);
      return { scan, summary };
    },
    gcTime: 0,
  });
  if (error instanceof Problem && (error.status === 403 || error.status === 404)) {
    return <NotHere scanId={scanId} member={error.status === 403} />;
  }
  return (
    <PageShell title={words.title(data?.scan.name ?? '')} width="56rem">
      {data && <Summed {...data} />}
      {!data && error && (
        <EmptyState level={1} title={words.failed} actions={<Button onClick={() => void refetch()}>{shared.tryAgain}</Button>}>
          <p>{messageOf(error)}</p>
        </EmptyState>
      )}
      {!data && !error && (
        <div className={styles.shape} role="status" aria-label={words.loading}>
          <Skeleton width="50%" height="2.5rem" />
          <Skeleton height="6rem" />
          <Skeleton height="12rem" />
        </div>
      )}
    </PageShell>
  );
}

function Summed({ scan, summary }: { scan: ScanView; summary: ScanSummary }) {
  return (
    <article className={styles.page}>
      <header className={styles.head}>
        <p className={styles.kicker}>{words.heading}</p>
        <h1 className={styles.title} dir="auto">
          {withoutTurns(scan.name)}
        </h1>
        <ScanStatusBadge status={scan.status} />
        <div className={cx(styles.tools, 'on-screen')}>
          <Link to={scan.links.console ?? '/admin'}>{words.toConsole}</Link>
          <Link to={`/admin/scans/${scan.id}/tasks`}>{words.toList}</Link>
          <div className={styles.buttons}>
            <SaveAll scanId={scan.id} />
            <Button icon={<Printer size={16} aria-hidden="true" />} onClick={() => window.print()}>
              {words.print}
            </Button>
          </div>
        </div>
      </header>
      <SummaryFacts summary={summary} />
      {summary.timeline && <Timeline scanId={scan.id} line={summary.timeline} />}
      <SaidByMany summary={summary} />
      <BestWorkers summary={summary} />
      <Reasons summary={summary} hasLists={scan.reasons_version > 1} />
      <Deciders summary={summary} />
      {scan.instructions_html && (
        <Part title={words.instructions}>
          <RichText className={styles.instructions} html={scan.instructions_html} />
        </Part>
      )}
    </article>
  );
}

function SaveAll({ scanId }: { scanId: string }) {
  const { busy, save } = useSaving(`/scans/${scanId}/summary.json`);
  return (
    <Button icon={<Download size={16} aria-hidden="true" />} title={words.saveAllHint} busy={busy} onClick={save}>
      {words.saveAll}
    </Button>
  );
}
