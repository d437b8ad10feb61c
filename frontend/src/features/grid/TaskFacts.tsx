import { PersonName } from '@/components/scan/PersonName';
import { StatusMark } from '@/components/ui/StatusMark';
import { withoutTurns } from '@/lib/bidi';
import { formatClock, formatExact } from '@/lib/format';
import type { HistoryEntry, TaskView } from '@/live/protocol.gen';
import { useScanState } from '@/live/hooks';
import { roundOf } from '@/live/round';
import { STATUS_AFTER } from './afterVerdict';
import { useDesk } from './deskContext';
import { words as rounds } from './roundWords';
import { useHistory } from './useHistory';
import { words } from './words';
import styles from './TaskPanel.module.css';

/** Who sent a task, when, and what has happened to it since. */
export function TaskFacts({ task }: { task: TaskView }) {
  return (
    <dl className={styles.facts}>
      <dt>{words.author}</dt>
      <dd>
        <PersonName person={task.author} />
      </dd>
      <dt>{words.received}</dt>
      <dd>
        <Moment iso={task.created_at} />
      </dd>
      {task.version > 1 && (
        <>
          <dt className={styles.historyTerm}>{words.history}</dt>
          <dd className={styles.history}>
            <History task={task} />
          </dd>
        </>
      )}
    </dl>
  );
}

const Moment = ({ iso }: { iso: string }) => (
  <time className="num" dateTime={iso} title={formatExact(iso)}>
    {formatClock(iso)}
  </time>
);

function History({ task }: { task: TaskView }) {
  const { data, isError } = useHistory(task);
  if (isError) return <p>{words.noHistory}</p>;
  return (
    <ol>
      {data?.history.map((entry, index) => (
        <HistoryLine
          key={entry.version}
          entry={entry}
          round={entry.action === 'resubmit' ? roundOf(data.history.slice(0, index + 1)).number : null}
          // Only what reads otherwise by now: the rest stands above.
          text={entry.text === data.text ? null : (entry.text ?? null)}
        />
      ))}
    </ol>
  );
}

type HistoryLineProps = {
  entry: HistoryEntry;
  /** Which round it began, if it did. */
  round: number | null;
  /** What the task said then, where that has been corrected. */
  text: string | null;
};

function HistoryLine({ entry, round, text }: HistoryLineProps) {
  const { live } = useDesk();
  // While there has been one list only, nobody needs to be told that it was that.
  const hasLists = useScanState(live, ({ scan }) => (scan?.reasons_version ?? 1) > 1);
  const { action } = entry;
  const status = action === 'submit' || action === 'resubmit' ? 'pending' : STATUS_AFTER[action];
  return (
    <li className={styles.entry}>
      <StatusMark mark={status} />
      <span>
        {words.did[entry.action]} <bdi>{entry.by.name}</bdi>
        {round !== null && <span className={styles.round}> · {rounds.round(round)}</span>}
        {text !== null && (
          <span className={styles.before} dir="auto">
            {withoutTurns(text)}
          </span>
        )}
        {entry.reason && (
          <span className={styles.reason} dir="auto">
            {withoutTurns(entry.reason)}
          </span>
        )}
        {hasLists && entry.reasons_version !== undefined && <span className={styles.ofList}>{words.ofList(entry.reasons_version)}</span>}
      </span>
      <Moment iso={entry.at} />
    </li>
  );
}
