import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronRight, Inbox } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import { useUser } from '@/auth/AuthContext';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { ScanStatusBadge } from '@/components/ui/ScanStatusBadge';
import { Skeleton } from '@/components/ui/Skeleton';
import { api } from '@/lib/api';
import { cx } from '@/lib/cx';
import { formatDay } from '@/lib/format';
import { messageOf } from '@/lib/problem';
import { words } from '@/lib/words';
import { unsentByScan } from '@/live/outboxStore';
import type { ScanPage, ScanView } from '@/live/protocol.gen';
import styles from './MyScans.module.css';
import { intakeWords } from './words';

const { home } = intakeWords;

const useMyScans = () =>
  useInfiniteQuery({
    queryKey: ['scans', 'mine'],
    queryFn: ({ pageParam, signal }) =>
      api.get<ScanPage>(pageParam ? `/scans?after=${encodeURIComponent(pageParam)}` : '/scans', { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? null,
  });

/** How much of what he wrote waits in this browser: it leaves when its scan is open before him. */
function useUnsent(): ReadonlyMap<string, number> {
  const { id } = useUser();
  const [unsent, setUnsent] = useState<ReadonlyMap<string, number>>(new Map());
  useEffect(() => {
    let isOver = false;
    void unsentByScan(id).then((counts) => {
      if (!isOver) setUnsent(counts);
    });
    return () => {
      isOver = true;
    };
  }, [id]);
  return unsent;
}

/** The scans that the worker has entered, and those he moderates. */
export function MyScans() {
  const scans = useMyScans();
  const unsent = useUnsent();
  if (scans.isPending) return <ScansSkeleton />;
  if (scans.isError) return <Failed message={messageOf(scans.error)} onRetry={() => void scans.refetch()} />;
  const found = scans.data.pages.flatMap((page) => page.items);
  if (found.length === 0) {
    return (
      <EmptyState picture={<Inbox aria-hidden="true" />} title={home.none}>
        <p>{home.noneHint}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles.list}>
        {found.map((scan) => (
          <li key={scan.id}>
            <ScanLink scan={scan} unsent={unsent.get(scan.id) ?? 0} />
          </li>
        ))}
      </ul>
      {scans.hasNextPage && (
        <Button className={styles.more} busy={scans.isFetchingNextPage} onClick={() => void scans.fetchNextPage()}>
          {home.more}
        </Button>
      )}
    </>
  );
}

function ScanLink({ scan, unsent }: { scan: ScanView; unsent: number }) {
  const moderates = scan.can.includes('moderate');
  return (
    <Link className={cx('glass', styles.scan)} to={moderates && scan.links.console ? scan.links.console : scan.links.worker}>
      <bdi className={styles.name}>{scan.name}</bdi>
      <span className={styles.meta}>
        {home.openedBy} <bdi>{scan.owner.name}</bdi> · {formatDay(scan.created_at)}
        {moderates && ` · ${home.moderates}`}
        {unsent > 0 && <strong className={styles.unsent}> · {home.unsent(unsent)}</strong>}
      </span>
      <span className={styles.badge}>
        <ScanStatusBadge status={scan.status} />
      </span>
      <ChevronRight className={styles.chevron} size={18} aria-hidden="true" />
    </Link>
  );
}

function ScansSkeleton() {
  return (
    <div className={styles.list}>
      <p className="sr-only" role="status">
        {words.loading}
      </p>
      <Skeleton height="68px" />
      <Skeleton height="68px" />
      <Skeleton height="68px" />
    </div>
  );
}

function Failed({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <EmptyState title={message} actions={<Button onClick={onRetry}>{words.tryAgain}</Button>} />
  );
}
