import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronRight, Inbox } from 'lucide-react';
import { Link } from 'react-router-dom';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { ScanStatusBadge } from '@/components/ui/ScanStatusBadge';
import { Skeleton } from '@/components/ui/Skeleton';
import { api } from '@/lib/api';
import { cx } from '@/lib/cx';
import { formatDay } from '@/lib/format';
import { messageOf } from '@/lib/problem';
import { words } from '@/lib/words';
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

/** The scans that the worker has entered, and those he moderates. */
export function MyScans() {
  const scans = useMyScans();
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
            <ScanLink scan={scan} />
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

function ScanLink({ scan }: { scan: ScanView }) {
  const moderates = scan.can.includes('moderate');
  return (
    <Link className={cx('glass', styles.scan)} to={moderates && scan.links.console ? scan.links.console : scan.links.worker}>
      <bdi className={styles.name}>{scan.name}</bdi>
      <span className={styles.meta}>
        {home.openedBy} <bdi>{scan.owner.name}</bdi> · {formatDay(scan.created_at)}
        {moderates && ` · ${home.moderates}`}
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
