import type { ReactNode } from 'react';
import { StatusMark } from '@/components/ui/StatusMark';
import { formatAge, formatExact, formatNumber } from '@/lib/format';
import { percentagesOf } from '@/lib/percentages';
import { words as shared } from '@/lib/words';
import { countedAs } from '@/live/countedAs';
import type { ScanSummary, ScanView, TaskStatus } from '@/live/protocol.gen';
import { words } from './words';
import styles from './SummaryPage.module.css';

const ORDER: readonly TaskStatus[] = ['pending', 'validated', 'refused', 'returned'];

type SummaryFactsProps = { scan: ScanView; summary: ScanSummary };

/** How many, and how long. */
export function SummaryFacts({ scan, summary }: SummaryFactsProps) {
  const { counts, first_at, last_at, median_wait_ms, p95_wait_ms } = summary;
  const parts = ORDER.map((status) => counts[status]);
  const all = parts.reduce((sum, part) => sum + part, 0);
  const percentages = percentagesOf(parts);
  return (
    <>
      <dl className={styles.counts} aria-label={words.counts}>
        {ORDER.map((status, index) => (
          <div key={status} className={styles.count}>
            <dt>
              <StatusMark mark={status} /> {shared.status[countedAs(status, scan.status)]}
            </dt>
            <dd>
              {formatNumber(counts[status])} {all > 0 && <small>{words.share(percentages[index] ?? 0)}</small>}
            </dd>
          </div>
        ))}
      </dl>
      <dl className={styles.facts}>
        <Fact name={words.opened}>
          <Exactly iso={scan.created_at} /> · <bdi>{scan.owner.name}</bdi>
        </Fact>
        <Fact name={words.closed}>{scan.closed_at ? <Exactly iso={scan.closed_at} /> : words.stillOpen}</Fact>
        {scan.closed_at && (
          <Fact name={words.lasted}>{formatAge(Date.parse(scan.closed_at) - Date.parse(scan.created_at))}</Fact>
        )}
        <Fact name={words.arrivals}>{formatNumber(all)}</Fact>
        <Fact name={words.workers}>{formatNumber(summary.workers)}</Fact>
        {first_at && last_at && (
          <Fact name={words.between}>
            <Exactly iso={first_at} /> – <Exactly iso={last_at} />
          </Fact>
        )}
        <Fact name={words.wait}>
          {median_wait_ms === undefined ? words.none : formatAge(median_wait_ms)} · {words.target(scan.target_seconds)}
        </Fact>
        {p95_wait_ms !== undefined && <Fact name={words.longest}>{formatAge(p95_wait_ms)}</Fact>}
      </dl>
    </>
  );
}

const Exactly = ({ iso }: { iso: string }) => <time dateTime={iso}>{formatExact(iso)}</time>;

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
