import type { ReactNode } from 'react';
import { withoutTurns } from '@/lib/bidi';
import { formatNumber } from '@/lib/format';
import { words as shared } from '@/lib/words';
import type { Person, ScanFigures } from '@/live/protocol.gen';
import { otherRefusals } from './figures';
import styles from './Figures.module.css';
import { words } from './words';

const VERDICTS = ['validated', 'refused', 'returned'] as const;

/** Why not, from whom, and by whom: the most frequent first. */
export function Tables({ figures }: { figures: ScanFigures }) {
  const { reasons, workers, moderators } = figures;
  const others = otherRefusals(figures);
  return (
    <>
      <Table title={words.reasons} columns={[words.reason, words.count]} none={words.noReasons}>
        {[
          ...reasons.map(({ reason, count }) => (
            <tr key={reason}>
              <th scope="row" dir="auto">
                {withoutTurns(reason)}
              </th>
              <td>{formatNumber(count)}</td>
            </tr>
          )),
          ...(others > 0
            ? [
                <tr key="">
                  <th scope="row">{words.ownWords}</th>
                  <td>{formatNumber(others)}</td>
                </tr>,
              ]
            : []),
        ]}
      </Table>
      <Table title={words.workers} columns={[words.worker, words.sent]} none={words.noWorkers}>
        {workers.map(({ by, submitted }, index) => (
          <tr key={by?.id ?? index}>
            <Name by={by} />
            <td>{formatNumber(submitted)}</td>
          </tr>
        ))}
      </Table>
      <Table title={words.moderators} columns={[words.moderator, ...VERDICTS.map((status) => shared.status[status])]} none={words.noModerators}>
        {moderators.map(({ by, verdicts }, index) => (
          <tr key={by?.id ?? index}>
            <Name by={by} />
            {VERDICTS.map((status) => (
              <td key={status}>{formatNumber(verdicts[status])}</td>
            ))}
          </tr>
        ))}
      </Table>
    </>
  );
}

const Name = ({ by }: { by: Person | undefined }) => <th scope="row">{by ? <bdi>{by.name}</bdi> : words.nobody}</th>;

type TableProps = { title: string; columns: readonly string[]; none: string; children: readonly ReactNode[] };

function Table({ title, columns, none, children }: TableProps) {
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      {children.length === 0 ? (
        <p className={styles.none}>{none}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      )}
    </section>
  );
}
