import { Equal, Minus, TrendingDown, TrendingUp } from 'lucide-react';
import { formatNumber } from '@/lib/format';
import { countChange, shareChange, waitChange, type Change } from './change';
import styles from './Figures.module.css';
import { shareText, waitText } from './format';
import { decidedIn, isNothing, validatedShare } from './sums';
import { useView } from './viewContext';
import { words } from './words';

type Kind = keyof typeof words.change.same;

const PICTURES = { more: TrendingUp, less: TrendingDown, same: Equal, none: Minus } as const;

/** The sums of the period, each beside what it was in the one before. */
export function Figures() {
  const { report } = useView();
  const { totals: now } = report;
  const { totals: before } = report.before;
  const [share, shareBefore] = [validatedShare(now.verdicts), validatedShare(before.verdicts)];
  const counted = (count: number, was: number) => ({ value: formatNumber(count), was: formatNumber(was), change: countChange(count, was), kind: 'count' as const });
  const waited = (wait?: number, was?: number) => ({ value: waitText(wait), was: waitText(was), change: waitChange(wait, was), kind: 'wait' as const });
  return (
    <dl className={styles.facts} aria-label={words.facts}>
      <Fact name={words.suggestions} {...counted(now.submitted, before.submitted)} />
      <Fact name={words.verdicts} {...counted(decidedIn(now.verdicts), decidedIn(before.verdicts))} />
      <Fact name={words.validated} hint={words.validatedHint} value={shareText(share)} was={shareText(shareBefore)} change={shareChange(share, shareBefore)} kind="share" />
      <Fact name={words.median} hint={words.medianHint} {...waited(now.median_wait_ms, before.median_wait_ms)} />
      <Fact name={words.p95} hint={words.p95Hint} {...waited(now.p95_wait_ms, before.p95_wait_ms)} />
      <Fact name={words.workers} hint={words.workersHint} {...counted(now.workers, before.workers)} />
    </dl>
  );
}

type FactProps = { name: string; hint?: string; value: string; was: string; change: Change; kind: Kind };

function Fact({ name, hint, value, was, change, kind }: FactProps) {
  const { before } = useView().report;
  const Picture = PICTURES[change.kind];
  return (
    <div className={styles.fact}>
      <dt title={hint}>{name}</dt>
      <dd className={styles.value}>{value}</dd>
      {!isNothing(before.totals) && (
        <dd className={styles.change} title={words.change.before(was)}>
          <Picture size={14} aria-hidden="true" />
          {saidOf(change, kind)}
          <span className="sr-only">, {words.change.before(was)}</span>
        </dd>
      )}
    </div>
  );
}

function saidOf(change: Change, kind: Kind): string {
  switch (change.kind) {
    case 'none':
      return words.change.none;
    case 'same':
      return words.change.same[kind];
    case 'more':
    case 'less':
      return words.change[kind](change);
  }
}
