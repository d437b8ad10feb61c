import { Link } from 'react-router-dom';
import { withoutTurns } from '@/lib/bidi';
import { formatNumber } from '@/lib/format';
import type { ReasonCount, ScanSummary } from '@/live/protocol.gen';
import { Part } from './Part';
import { Table } from './Table';
import { VerdictHeads } from './VerdictHeads';
import { VERDICTS, verdictsOf } from './verdictsOf';
import { words } from './words';
import styles from './SummaryPage.module.css';

const REASONS_SHOWN = 10;

type OfSummary = { summary: ScanSummary };

/** Why tasks are refused. While there has been one list only (`hasLists`), nobody needs to be told that it was that. */
export function Reasons({ summary: { scan, reasons }, hasLists }: OfSummary & { hasLists: boolean }) {
  const left = reasons.length - REASONS_SHOWN;
  return (
    <Part title={words.reasons} table={reasons.length > 0 ? { scanId: scan.id, name: 'reasons' } : null}>
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
            {reasons.slice(0, REASONS_SHOWN).map(({ reason, count, versions }) => (
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
      {left > 0 && <p className={styles.note}>{words.moreReasons(left)}</p>}
    </Part>
  );
}

/** Who gave which verdicts, and how many of them stand. */
export function Deciders({ summary: { scan, deciders } }: OfSummary) {
  return (
    <Part
      title={words.deciders}
      table={deciders.length > 0 ? { scanId: scan.id, name: 'moderators' } : null}
      note={deciders.length > 0 ? words.decidersNote : null}
    >
      {deciders.length === 0 ? (
        <p>{words.noDeciders}</p>
      ) : (
        <Table name={words.deciders}>
          <thead>
            <tr>
              <th scope="col">{words.moderator}</th>
              <VerdictHeads />
              <th scope="col">{words.total}</th>
            </tr>
          </thead>
          <tbody>
            {deciders.map((decider, index) => (
              <Row key={decider.by?.id ?? index} decider={decider} />
            ))}
          </tbody>
        </Table>
      )}
    </Part>
  );
}

function Row({ decider: { by, verdicts, reopened, counts } }: { decider: ScanSummary['deciders'][number] }) {
  const given = verdictsOf(verdicts);
  const stand = verdictsOf(counts);
  return (
    <tr>
      <th scope="row">
        {by ? <bdi>{withoutTurns(by.name)}</bdi> : words.nobody}
        {reopened > 0 && <small className={styles.lists}>{words.undid(reopened)}</small>}
      </th>
      {VERDICTS.map((status) => (
        <td key={status}>{formatNumber(verdicts[status])}</td>
      ))}
      <td>
        {formatNumber(given)}
        {stand !== given && <small className={styles.lists}>{words.stand(stand)}</small>}
      </td>
    </tr>
  );
}

/** Out of which of the scan's lists a reason was given how often; the rest was typed. */
function listsOf(count: number, versions: ReasonCount['versions']): string {
  const typed = count - versions.reduce((sum, each) => sum + each.count, 0);
  const parts = versions.map((each) => words.fromList(each.version, each.count));
  return [...parts, ...(typed > 0 ? [words.typed(typed)] : [])].join(' · ');
}
