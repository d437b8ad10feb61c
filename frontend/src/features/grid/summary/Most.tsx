import { Link } from 'react-router-dom';
import { Tag } from '@/components/ui/Tag';
import { withoutTurns } from '@/lib/bidi';
import { formatNumber } from '@/lib/format';
import type { Saying, ScanSummary } from '@/live/protocol.gen';
import { Part } from './Part';
import { Table } from './Table';
import { VerdictHeads } from './VerdictHeads';
import { VERDICTS } from './verdictsOf';
import { words } from './words';
import styles from './SummaryPage.module.css';

const SHOWN = 10;

type OfSummary = { summary: ScanSummary };

/** What was said by many, the largest stacks first, and what became of it. Nothing where no two tasks say the same. */
export function SaidByMany({ summary: { scan, counts, alike } }: OfSummary) {
  if (!alike || alike.stacks === 0) return null;
  const best = alike.validated_most;
  const shown = alike.largest.slice(0, SHOWN);
  const isBestLeftOut = best !== undefined && !shown.some(({ task_id }) => task_id === best.task_id);
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const note = [words.alikeNote(alike.stacks, alike.tasks), ...(alike.compared < all ? [words.comparedFirst(alike.compared)] : [])].join(' ');
  return (
    <Part title={words.alike} table={{ scanId: scan.id, name: 'alike' }} note={note}>
      <Table name={words.alike}>
        <thead>
          <tr>
            <th scope="col">{words.saying}</th>
            <th scope="col">{words.count}</th>
            <VerdictHeads />
          </tr>
        </thead>
        <tbody>
          {[...shown, ...(isBestLeftOut ? [best] : [])].map((saying) => (
            <tr key={saying.task_id}>
              <th scope="row">
                <Link className={styles.saying} dir="auto" to={`/admin/scans/${scan.id}/tasks?task=${saying.task_id}`}>
                  {withoutTurns(saying.text)}
                </Link>
                {isSame(saying, best) && <small className={styles.lists}>{words.validatedMost}</small>}
              </th>
              <td>{formatNumber(saying.count)}</td>
              {VERDICTS.map((status) => (
                <td key={status}>{formatNumber(saying.counts[status])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Part>
  );
}

const isSame = (one: Saying, other: Saying | undefined): boolean => one.task_id === other?.task_id;

/** Whose suggestions were validated most often. Nothing where none was. */
export function BestWorkers({ summary: { scan, validated_most } }: OfSummary) {
  if (validated_most.length === 0) return null;
  return (
    <Part title={words.bestWorkers} table={{ scanId: scan.id, name: 'workers' }}>
      <Table name={words.bestWorkers}>
        <thead>
          <tr>
            <th scope="col">{words.worker}</th>
            <VerdictHeads />
            <th scope="col">{words.sent}</th>
          </tr>
        </thead>
        <tbody>
          {validated_most.slice(0, SHOWN).map(({ by, submitted, counts }) => (
            <tr key={by.id}>
              <th scope="row">
                <bdi>{withoutTurns(by.name)}</bdi> {by.guest && <Tag hint={words.guestHint}>{words.guest}</Tag>}
              </th>
              {VERDICTS.map((status) => (
                <td key={status}>{formatNumber(counts[status])}</td>
              ))}
              <td>{formatNumber(submitted)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Part>
  );
}
