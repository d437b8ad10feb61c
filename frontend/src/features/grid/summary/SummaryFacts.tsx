import type { ReactNode } from 'react';
import { StatusMark } from '@/components/ui/StatusMark';
import { formatAge, formatExact, formatNumber, formatWithin, ownZone } from '@/lib/format';
import { percentagesOf } from '@/lib/percentages';
import { words as shared } from '@/lib/words';
import { countedAs } from '@/live/countedAs';
import type { ScanSummary, TaskStatus } from '@/live/protocol.gen';
import { Part } from './Part';
import { VERDICTS, verdictsOf } from './verdictsOf';
import { words } from './words';
import styles from './SummaryPage.module.css';

const ORDER: readonly TaskStatus[] = ['pending', 'validated', 'refused', 'returned'];

type OfSummary = { summary: ScanSummary };

/** How many, and when. */
export function SummaryFacts({ summary }: OfSummary) {
  const { scan, counts, first_at, last_at } = summary;
  const parts = ORDER.map((status) => counts[status]);
  const all = parts.reduce((sum, part) => sum + part, 0);
  const percentages = percentagesOf(parts);
  return (
    <>
      <Part title={words.now} note={words.nowNote}>
        <dl className={styles.counts} aria-label={words.now}>
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
      </Part>
      {verdictsOf(summary.ever.verdicts) > 0 && <Given summary={summary} />}
      <dl className={styles.facts} aria-label={words.facts}>
        <Fact name={words.opened}>
          <Exactly iso={scan.created_at} /> · <bdi>{scan.owner.name}</bdi>
        </Fact>
        <Fact name={words.closed}>{scan.closed_at ? <Exactly iso={scan.closed_at} /> : words.stillOpen}</Fact>
        {scan.closed_at && <Fact name={words.lasted}>{formatAge(Date.parse(scan.closed_at) - Date.parse(scan.created_at))}</Fact>}
        <Fact name={words.arrivals}>{formatNumber(all)}</Fact>
        <Fact name={words.workers}>{formatNumber(summary.workers)}</Fact>
        {first_at && last_at && (
          <Fact name={all === 1 ? words.only : words.between}>
            <Exactly iso={first_at} />
            {all > 1 && (
              <>
                {' – '}
                <Exactly iso={last_at} />
              </>
            )}
          </Fact>
        )}
        <Fact name={words.zone}>
          <span translate="no">{ownZone()}</span>
        </Fact>
      </dl>
      {summary.ever.median_wait_ms !== undefined && <Speed summary={summary} />}
    </>
  );
}

/** All verdicts, beside what the tasks came to: what was sent back and came again is in these alone. */
function Given({ summary: { ever } }: OfSummary) {
  return (
    <Part title={words.given} note={words.givenNote}>
      <dl className={styles.given} aria-label={words.given}>
        {VERDICTS.map((status) => (
          <div key={status}>
            <dt>
              <StatusMark mark={status} /> {shared.status[status]}
            </dt>
            <dd>{formatNumber(ever.verdicts[status])}</dd>
          </div>
        ))}
        <div>
          <dt>{words.undone}</dt>
          <dd>{formatNumber(ever.reopened)}</dd>
        </div>
        <div>
          <dt>{words.cameAgain}</dt>
          <dd>{formatNumber(ever.resubmitted)}</dd>
        </div>
      </dl>
    </Part>
  );
}

/** How long was waited for verdicts, and how fast they came. */
function Speed({ summary: { scan, ever, busiest } }: OfSummary) {
  const { median_wait_ms: median, p95_wait_ms: p95, mean_wait_ms: mean } = ever;
  return (
    <Part title={words.speed} note={words.speedNote}>
      <dl className={styles.facts}>
        {median !== undefined && (
          <Fact name={words.median}>
            {formatWithin(median)} · {words.target(scan.target_seconds)}
          </Fact>
        )}
        {p95 !== undefined && <Fact name={words.p95}>{formatWithin(p95)}</Fact>}
        {mean !== undefined && <Fact name={words.mean}>{formatWithin(mean)}</Fact>}
        {busiest && (
          <Fact name={words.busiest}>
            {words.perMinute(busiest.verdicts)} · <Exactly iso={busiest.at} />
          </Fact>
        )}
      </dl>
    </Part>
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
