import { Download } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { LeftOut } from '@/components/layout/LeftOut';
import { PageHead } from '@/components/layout/PageHead';
import { PageShell } from '@/components/layout/PageShell';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { Skeleton } from '@/components/ui/Skeleton';
import { showToast } from '@/components/ui/toast';
import { cx } from '@/lib/cx';
import { messageOf, Problem } from '@/lib/problem';
import { saveFile } from '@/lib/saveFile';
import { words as shared } from '@/lib/words';
import styles from './ActivityPage.module.css';
import { Filters } from './Filters';
import { Lines } from './Lines';
import { askedOf, isFiltered, NOTHING_LEFT_OUT, type LogQuery } from './query';
import { useLog, useLogQuery } from './useLog';
import { words } from './words';

/** Who did what, and when: for admins. */
export default function ActivityPage() {
  const { query, leftOut, change } = useLogQuery();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useLog(query);
  const lines = data?.pages.flatMap(({ items }) => items) ?? [];

  if (error instanceof Problem && error.status === 403) return <AdminsOnly />;
  return (
    <PageShell title={words.title} width="64rem">
      <PageHead title={words.title} subtitle={words.subtitle}>
        <div className="on-screen">
          <Save query={query} />
        </div>
      </PageHead>
      <Filters query={query} lines={lines} onChange={change} />
      <LeftOut parts={leftOut} />
      {isPending && <LogSkeleton />}
      {error && !data && (
        <EmptyState title={words.failed} actions={<Button onClick={() => void refetch()}>{shared.tryAgain}</Button>}>
          <p>{messageOf(error)}</p>
        </EmptyState>
      )}
      {data && lines.length === 0 && <Nothing query={query} onClear={() => change(NOTHING_LEFT_OUT)} />}
      <Lines lines={lines} onChange={change} />
      {hasNextPage && (
        <div className={cx(styles.more, 'on-screen')}>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      )}
      {data?.pages[0] && <p className={styles.kept}>{words.kept(data.pages[0].kept_days)}</p>}
    </PageShell>
  );
}

function Save({ query }: { query: LogQuery }) {
  const [busy, setBusy] = useState(false);
  const save = () => {
    setBusy(true);
    saveFile(`/activity.csv?${askedOf(query, Date.now()).toString()}`)
      .catch((error: unknown) => showToast({ mark: 'warning', text: messageOf(error) }))
      .finally(() => setBusy(false));
  };
  return (
    <Button icon={<Download size={16} aria-hidden="true" />} title={words.saveHint} busy={busy} onClick={save}>
      {words.save}
    </Button>
  );
}

function Nothing({ query, onClear }: { query: LogQuery; onClear: () => void }) {
  if (!isFiltered(query)) {
    return (
      <EmptyState title={words.none}>
        <p>{words.noneText}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={words.noMatch} actions={<Button onClick={onClear}>{words.clear}</Button>}>
      <p>{words.noMatchText}</p>
    </EmptyState>
  );
}

function AdminsOnly() {
  const navigate = useNavigate();
  return (
    <PageShell title={words.title}>
      <EmptyState level={1} title={words.adminsOnly} actions={<Button onClick={() => void navigate('/')}>{words.toScans}</Button>}>
        <p>{words.adminsOnlyText}</p>
      </EmptyState>
    </PageShell>
  );
}

const ROWS = 8;

function LogSkeleton() {
  return (
    <div className={styles.shape} role="status" aria-label={words.loading}>
      {Array.from({ length: ROWS }, (_, row) => (
        <Skeleton key={row} height="2.25rem" />
      ))}
    </div>
  );
}
