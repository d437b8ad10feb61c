import { ListChecks } from 'lucide-react';
import { Link, useSearchParams } from 'react-router-dom';
import { PersonName } from '@/components/scan/PersonName';
import { ScanStatusBadge } from '@/components/ui/ScanStatusBadge';
import { withoutTurns } from '@/lib/bidi';
import { formatNumber } from '@/lib/format';
import type { PeriodModerator, PeriodScan, PeriodWorker, Person, ReasonGiven, VerdictCounts } from '@/live/protocol.gen';
import { shareText, waitText } from './format';
import { listOfPeriod } from './links';
import { readQuery, writeQuery } from './query';
import { SortTable, type ShownColumn } from './SortTable';
import { decidedIn, NAMED, otherRefusals, validatedShare, VERDICTS } from './sums';
import styles from './Tables.module.css';
import { useView } from './viewContext';
import { words } from './words';

/** A column of numbers. */
function numbers<Row>(key: string, title: string, value: (row: Row) => number | null, text: (row: Row) => string = (row) => formatNumber(value(row) ?? 0)): ShownColumn<Row> {
  return { key, title, value, show: text };
}

const verdictColumns = <Row extends { verdicts: VerdictCounts }>(): ShownColumn<Row>[] =>
  VERDICTS.map((kind) => numbers(kind, words.kind[kind], ({ verdicts }) => verdicts[kind]));

/** The scans of the period; a press on one looks at it alone. */
export function ScansTable() {
  const { report } = useView();
  const [search] = useSearchParams();
  const only = (scan: string) => ({ search: writeQuery(search, { ...readQuery(search), scan }).toString() });
  const columns: ShownColumn<PeriodScan>[] = [
    {
      key: 'name',
      title: words.scans.name,
      value: ({ title }) => title,
      show: ({ id, title, status }) => (
        <span className={styles.scan}>
          <Link to={only(id)} title={words.scans.only(title)}>
            <bdi>{title}</bdi>
          </Link>
          <ScanStatusBadge status={status} />
        </span>
      ),
    },
    numbers('sent', words.suggestions, ({ totals }) => totals.submitted),
    numbers('decided', words.verdicts, ({ totals }) => decidedIn(totals.verdicts)),
    numbers('validated', words.validated, ({ totals }) => validatedShare(totals.verdicts), ({ totals }) => shareText(validatedShare(totals.verdicts))),
    numbers('median', words.median, ({ totals }) => totals.median_wait_ms ?? null, ({ totals }) => waitText(totals.median_wait_ms)),
    numbers('p95', words.p95, ({ totals }) => totals.p95_wait_ms ?? null, ({ totals }) => waitText(totals.p95_wait_ms)),
    numbers('workers', words.workers, ({ totals }) => totals.workers),
    {
      key: 'list',
      title: words.scans.list,
      show: ({ id, title }) => (
        <Link className={styles.list} to={listOfPeriod(id, report)} aria-label={words.scans.listOf(title)} title={words.scans.listOf(title)}>
          <ListChecks size={17} aria-hidden="true" />
        </Link>
      ),
    },
  ];
  const { scans, scans_count } = report;
  return (
    <SortTable
      title={words.scans.title}
      table="scans"
      columns={columns}
      rows={scans}
      keyOfRow={({ id }) => id}
      usual="-sent"
      note={scans_count > scans.length ? words.scans.more(scans.length, scans_count) : null}
      wide
    />
  );
}

/** Why tasks were refused; in one scan, with the way to them. */
export function ReasonsTable() {
  const { report, query } = useView();
  const { refused } = report.totals.verdicts;
  const others = otherRefusals(report);
  const rows: readonly (ReasonGiven | { reason: null; count: number })[] = [...report.reasons, ...(others > 0 ? [{ reason: null, count: others }] : [])];
  type Row = (typeof rows)[number];
  const show = ({ reason }: Row) => {
    if (reason === null) return words.reasons.others;
    const text = <span dir="auto">{withoutTurns(reason)}</span>;
    if (query.scan === null) return text;
    return (
      <Link to={listOfPeriod(query.scan, report, { status: 'refused', reason })} title={words.reasons.list}>
        {text}
      </Link>
    );
  };
  return (
    <SortTable<Row>
      title={words.reasons.title}
      table="reasons"
      columns={[
        { key: 'reason', title: words.reasons.reason, value: ({ reason }) => reason, show },
        numbers('count', words.reasons.count, ({ count }) => count),
        numbers('share', words.reasons.share, ({ count }) => count, ({ count }) => words.percent(Math.round((100 * count) / Math.max(1, refused)))),
      ]}
      rows={rows}
      keyOfRow={({ reason }) => reason ?? ''}
      usual="-count"
      none={words.reasons.none}
      note={report.reasons.length >= NAMED ? words.reasons.more(NAMED) : null}
    />
  );
}

const nameOf = ({ by }: { by?: Person }): string => by?.name ?? words.nobody;
const keyOfPerson = ({ by }: { by?: Person }, index: number): string => by?.id ?? `${index}`;
const Name = ({ by }: { by?: Person | undefined }) => (by ? <PersonName person={by} /> : words.nobody);

/** Who sent, and what became of it. */
export function WorkersTable() {
  const { report, query } = useView();
  const { workers } = report;
  const show = ({ by }: PeriodWorker) => {
    if (!by || query.scan === null) return <Name by={by} />;
    return (
      <Link to={listOfPeriod(query.scan, report, { author: by.name })}>
        <Name by={by} />
      </Link>
    );
  };
  return (
    <SortTable<PeriodWorker>
      title={words.senders.title}
      table="workers"
      columns={[
        { key: 'name', title: words.senders.name, value: nameOf, show },
        numbers('sent', words.senders.sent, ({ submitted }) => submitted),
        ...verdictColumns<PeriodWorker>(),
      ]}
      rows={workers}
      keyOfRow={keyOfPerson}
      usual="-sent"
      none={words.senders.none}
      note={workers.length >= NAMED ? words.senders.more(NAMED) : null}
    />
  );
}

/** Who decided, and how. */
export function ModeratorsTable() {
  const { moderators } = useView().report;
  return (
    <SortTable<PeriodModerator>
      title={words.deciders.title}
      short
      table="moderators"
      columns={[
        { key: 'name', title: words.deciders.name, value: nameOf, show: ({ by }) => <Name by={by} /> },
        numbers('total', words.deciders.total, ({ verdicts }) => decidedIn(verdicts)),
        ...verdictColumns<PeriodModerator>(),
        numbers('reopened', words.deciders.reopened, ({ reopened }) => reopened),
      ]}
      rows={moderators}
      keyOfRow={keyOfPerson}
      usual="-total"
      none={words.deciders.none}
      note={moderators.length >= NAMED ? words.deciders.more(NAMED) : null}
    />
  );
}
