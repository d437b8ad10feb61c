import { Printer } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { PageHead } from '@/components/layout/PageHead';
import { PageShell } from '@/components/layout/PageShell';
import { Button } from '@/components/ui/Button';
import { CopyText } from '@/components/ui/CopyText';
import { EmptyState } from '@/components/ui/EmptyState';
import { Skeleton } from '@/components/ui/Skeleton';
import { cx } from '@/lib/cx';
import { ownZone } from '@/lib/format';
import { messageOf } from '@/lib/problem';
import { words as shared } from '@/lib/words';
import styles from './AnalyticsPage.module.css';
import { ChartCard } from './ChartCard';
import { chartsOf } from './charts';
import { Choose } from './Choose';
import { Figures } from './Figures';
import { Nothing } from './Nothing';
import { daysOfReport, daysText } from './period';
import { readQuery, writeQuery, type AnalyticsQuery } from './query';
import { isNothing } from './sums';
import { ModeratorsTable, ReasonsTable, ScansTable, WorkersTable } from './Tables';
import { hasStatus, isNoScan, useAnalyticsQuery, useOnlyScan, useReport } from './useReport';
import { usePaper } from './usePaper';
import { useView, ViewContext, type View } from './viewContext';
import { What } from './What';
import { words } from './words';

/** How scans went over days and months: for admins. */
export default function AnalyticsPage() {
  const { query, change, inVain } = useAnalyticsQuery();
  const { data: report, error, isPlaceholderData, refetch } = useReport(query);
  const { data: scan = null } = useOnlyScan(query.scan);
  const isPaper = usePaper();
  const looked = useMemo(() => report && { report, query, scan }, [report, query, scan]);
  // What was shown stays where what is asked for cannot be read.
  const [shown, setShown] = useState(looked);
  if (looked && looked !== shown) setShown(looked);
  const view = useMemo(() => shown && viewOf({ ...shown, isPaper }), [shown, isPaper]);

  if (hasStatus(error, 403)) return <Refused title={words.adminsOnly} text={words.adminsOnlyText} />;
  if (isNoScan(error)) return <Refused title={words.notHere} text={words.notHereText} />;
  return (
    <PageShell title={words.title} width="76rem">
      <PageHead title={words.title} subtitle={words.subtitle}>
        <div className={cx(styles.tools, 'on-screen')}>
          <CopyText text={addressOf(query)} label={words.copyAddress}>
            <Button icon={<Printer size={16} aria-hidden="true" />} onClick={() => window.print()}>
              {words.print}
            </Button>
          </CopyText>
        </div>
      </PageHead>
      <Choose query={query} onChange={change} />
      {!view && !error && <Shape />}
      {!view && error && (
        <EmptyState title={words.failed} actions={<Button onClick={() => void refetch()}>{shared.tryAgain}</Button>}>
          <p>{messageOf(error)}</p>
        </EmptyState>
      )}
      {view && (
        <div className={styles.view} aria-busy={isPlaceholderData || undefined}>
          {(error !== null || inVain) && (
            <p className={styles.old} role="status">
              {error ? words.notFresh : words.inVain}
            </p>
          )}
          <ViewContext value={view}>
            <What onChange={change} />
            {isNothing(view.report.totals) ? <Nothing onChange={change} /> : <Shown />}
          </ViewContext>
        </div>
      )}
    </PageShell>
  );
}

function Shown() {
  const { report, query } = useView();
  const charts = useMemo(() => chartsOf(report), [report]);
  return (
    <>
      <Figures />
      <div className={styles.cards}>
        {charts.map((chart, index) => (
          <ChartCard key={chart.name} view={chart} wide={index === 0} />
        ))}
        <ReasonsTable />
        {/* Of one scan its only row would say what stands above. */}
        {query.scan === null && <ScansTable />}
        <WorkersTable />
        <ModeratorsTable />
      </div>
    </>
  );
}

function Refused({ title, text }: { title: string; text: string }) {
  const navigate = useNavigate();
  return (
    <PageShell title={words.title}>
      <EmptyState level={1} title={title} actions={<Button onClick={() => void navigate('/admin')}>{words.toScans}</Button>}>
        <p>{text}</p>
      </EmptyState>
    </PageShell>
  );
}

/** The page's shape, until there is a first report. */
function Shape() {
  return (
    <div className={styles.view} role="status" aria-busy="true" aria-label={words.loading}>
      <Skeleton width="18rem" height="1.25rem" />
      <Skeleton height="6rem" />
      <Skeleton height="18rem" />
      <Skeleton height="14rem" />
    </div>
  );
}

function viewOf(looked: Omit<View, 'about'>): View {
  const { report, scan } = looked;
  const about = words.about(daysText(daysOfReport(report).now), report.zone, scan?.name ?? null);
  return { ...looked, about };
}

/** Where this very view is found by somebody elsewhere: with the days of this zone. */
function addressOf(query: AnalyticsQuery): string {
  const { origin, pathname, search } = window.location;
  const now = new URLSearchParams(search);
  return `${origin}${pathname}?${writeQuery(now, { ...readQuery(now), ...query, zone: query.zone ?? ownZone() }).toString()}`;
}
