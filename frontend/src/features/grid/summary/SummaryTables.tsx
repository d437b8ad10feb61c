import { formatNumber } from '@/lib/format';
import { words as shared } from '@/lib/words';
import type { ScanSummary } from '@/live/protocol.gen';
import { words } from './words';
import styles from './SummaryPage.module.css';

const VERDICTS = ['validated', 'refused', 'returned'] as const;

/** Why tasks were refused, and whose verdicts stand. */
export function SummaryTables({ summary: { reasons, deciders } }: { summary: ScanSummary }) {
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
              {reasons.map(({ reason, count }) => (
                <tr key={reason}>
                  <th scope="row" dir="auto">
                    {reason}
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
