import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link, NavigationType, useNavigationType } from 'react-router-dom';
import { Button } from '@/components/ui/Button';
import { ScanStatusBadge } from '@/components/ui/ScanStatusBadge';
import { ownZone } from '@/lib/format';
import { listOfPeriod } from './links';
import { daysOfReport, daysText } from './period';
import type { AnalyticsQuery } from './query';
import { isGoingOn, isNothing } from './sums';
import { useView } from './viewContext';
import styles from './What.module.css';
import { words } from './words';

type WhatProps = { onChange: (part: Partial<AnalyticsQuery>) => void };

/** What is looked at: which days, of which zone, beside which, and of which scan. */
export function What({ onChange }: WhatProps) {
  const { query, report } = useView();
  const { now, before } = daysOfReport(report);
  return (
    <>
      {query.scan !== null && <OnlyScan key={query.scan} scanId={query.scan} onChange={onChange} />}
      <p className={styles.what}>
        <time className={styles.period}>{daysText(now)}</time>
        <span translate="no">{report.zone}</span>
        {query.zone !== null && query.zone !== ownZone() && (
          <Button size="dense" look="plain" tone="accent" className="on-screen" onClick={() => onChange({ zone: null })}>
            {words.ownZone}
          </Button>
        )}
        {isNothing(report.before.totals) ? (
          <span>{words.nothingBefore(daysText(before))}</span>
        ) : (
          <span>
            {words.comparedWith} <time>{daysText(before)}</time>
            {isGoingOn(report) && <>, {words.soFar}</>}
          </span>
        )}
      </p>
    </>
  );
}

function OnlyScan({ scanId, onChange }: { scanId: string } & WhatProps) {
  const { scan, report } = useView();
  const ref = useRef<HTMLDivElement>(null);
  // Who has chosen it in a table far below is led to where it is shown. Who comes by an address, or back, is there.
  const [isChosen] = useState(useNavigationType() !== NavigationType.Pop);
  useEffect(() => {
    if (!isChosen) return;
    window.scrollTo({ top: 0 });
    ref.current?.focus({ preventScroll: true });
  }, [isChosen]);
  return (
    <div ref={ref} className={styles.scan} tabIndex={-1}>
      <Button
        className="on-screen"
        icon={<ArrowLeft className={styles.back} size={16} aria-hidden="true" />}
        onClick={() => onChange({ scan: null })}
      >
        {words.allScans}
      </Button>
      {scan && (
        <h2 className={styles.name}>
          <span className={styles.only}>{words.onlyIn}</span> <bdi>{scan.name}</bdi> <ScanStatusBadge status={scan.status} />
        </h2>
      )}
      <nav className="on-screen" aria-label={words.ways}>
        <Link to={`/admin/scans/${scanId}`}>{words.console}</Link>
        <Link to={listOfPeriod(scanId, report)}>{words.itsTasks}</Link>
        <Link to={`/admin/scans/${scanId}/summary`}>{words.itsSummary}</Link>
      </nav>
    </div>
  );
}
