import type { ReactNode } from 'react';
import { StatusMark } from '@/components/ui/StatusMark';
import { formatAge, formatNumber, formatWithin } from '@/lib/format';
import type { ScanFigures } from '@/live/protocol.gen';
import { useTicking } from '../deskContext';
import { decidedIn, validatedShare } from './figures';
import styles from './Figures.module.css';
import { words } from './words';

type FactsProps = { figures: ScanFigures; targetSeconds: number };

/** How many, how fast and how long. */
export function Facts({ figures, targetSeconds }: FactsProps) {
  const share = validatedShare(figures);
  return (
    <dl className={styles.facts} aria-label={words.facts}>
      <Fact name={words.waiting}>{formatNumber(figures.waiting.waiting.at(-1) ?? 0)}</Fact>
      <Oldest since={figures.oldest_since} targetSeconds={targetSeconds} />
      <Fact name={words.median} hint={words.medianHint}>
        {wait(figures.median_wait_ms)}
      </Fact>
      <Fact name={words.p95} hint={words.p95Hint}>
        {wait(figures.p95_wait_ms)}
      </Fact>
      <Fact name={words.validated} hint={words.validatedHint}>
        {share === null ? words.none : words.percent(share)}
      </Fact>
      <Fact name={words.arrivals}>{formatNumber(figures.submitted + figures.resubmitted)}</Fact>
      <Fact name={words.decisions}>{formatNumber(decidedIn(figures))}</Fact>
      <Fact name={words.reopened}>{formatNumber(figures.reopened)}</Fact>
    </dl>
  );
}

/** By the server's clock, once a second; it says so when that is too long. */
function Oldest({ since, targetSeconds }: { since: string | undefined; targetSeconds: number }) {
  const age = useTicking((clock) => (since === undefined ? '' : formatAge(clock.since(since))));
  const isLate = useTicking((clock) => since !== undefined && clock.since(since) > targetSeconds * 1000);
  return (
    <Fact name={words.oldest} late={isLate}>
      {age === '' ? words.none : age}
      {isLate && (
        <small>
          <StatusMark mark="warning" /> {words.late}
        </small>
      )}
    </Fact>
  );
}

type FactProps = { name: string; hint?: string; late?: boolean; children: ReactNode };

function Fact({ name, hint, late = false, children }: FactProps) {
  return (
    <div className={styles.fact} data-late={late || undefined}>
      <dt title={hint}>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const wait = (ms: number | undefined): string => (ms === undefined ? words.none : formatWithin(ms));
