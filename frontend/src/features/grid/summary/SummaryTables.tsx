import { Link } from 'react-router-dom';
import { withoutTurns } from '@/lib/bidi';
import { formatNumber } from '@/lib/format';
import { words as shared } from '@/lib/words';
import type { ReasonCount, ScanSummary, ScanView } from '@/live/protocol.gen';
import { words } from './words';
import styles from './SummaryPage.module.css';

const VERDICTS = ['validated', 'refused', 'returned'] as const;

type SummaryTablesProps = { scan: ScanView; summary: ScanSummary };

/** Why tasks were refused, and whose verdicts stand. */
export function SummaryTables({ scan, summary: { reasons, deciders } }: SummaryTablesProps) {
  // While there has been one list only, nobody needs to be told that it was that.
  const hasLists = scan.reasons_version > 1;
  return (
    <>
      <section className={styles.section}>
        <h2>{words.reasons}</h2>
        {reasons.length === 0 ? (
          <p>{words.noReasons}</p>
        ) : (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{words.reason}</th>
                <th scope="col">{words.count}</th>
              </tr>
            </thead>
            <tbody>
              {reasons.map(({ reason, count, versions }) => (
                <tr key={reason}>
                  <th scope="row" dir="auto">
                    <Link to={`/admin/scans/${scan.id}/tasks?${new URLSearchParams({ status: 'refused', reason }).toString()}`}>{withoutTurns(reason)}</Link>
                    {hasLists && <small className={styles.lists}>{listsOf(count, versions)}</small>}
                  </th>
                  <td>{formatNumber(count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section className={styles.section}>
        <h2>{words.deciders}</h2>
        {deciders.length === 0 ? (
          <p>{words.noDeciders}</p>
        ) : (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{words.moderator}</th>
                {VERDICTS.map((status) => (
                  <th key={status} scope="col">
                    {shared.status[status]}
                  </th>
                ))}
                <th scope="col">{words.total}</th>
              </tr>
            </thead>
            <tbody>
              {deciders.map(({ by, counts }) => (
                <tr key={by.id}>
                  <th scope="row">
                    <bdi>{by.name}</bdi>
                  </th>
                  {VERDICTS.map((status) => (
                    <td key={status}>{formatNumber(counts[status])}</td>
                  ))}
                  <td>{formatNumber(VERDICTS.reduce((sum, status) => sum + counts[status], 0))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  );
}

/** Out of which of the scan's lists a reason was given how often; the rest was typed. */
function listsOf(count: number, versions: ReasonCount['versions']): string {
  const typed = count - versions.reduce((sum, each) => sum + each.count, 0);
  const parts = versions.map((each) => words.fromList(each.version, each.count));
  return [...parts, ...(typed > 0 ? [words.typed(typed)] : [])].join(' · ');
}
