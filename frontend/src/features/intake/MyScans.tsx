import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronRight, Inbox } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import { useUser } from '@/auth/AuthContext';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { ScanStatusBadge } from '@/components/ui/ScanStatusBadge';
import { Skeleton } from '@/components/ui/Skeleton';
import { withoutTurns } from '@/lib/bidi';
import { api } from '@/lib/api';
import { cx } from '@/lib/cx';
import { formatDay } from '@/lib/format';
import { messageOf } from '@/lib/problem';
import { words } from '@/lib/words';
import { keptScans } from '@/live/keptScan';
import { unsentByScan } from '@/live/outboxStore';
import type { ScanPage, ScanView } from '@/live/protocol.gen';
import styles from './MyScans.module.css';
import { homeWords as home } from './homeWords';

const useMyScans = () =>
  useInfiniteQuery({
    queryKey: ['scans', 'mine'],
    queryFn: ({ pageParam, signal }) =>
      api.get<ScanPage>(pageParam ? `/scans?after=${encodeURIComponent(pageParam)}` : '/scans', { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? null,
  });

type Kept = {
  readonly scans: readonly ScanView[];
  /** How much of what he wrote waits, scan by scan: it leaves when its scan is open before him. */
  readonly unsent: ReadonlyMap<string, number>;
};
const NOTHING: Kept = { scans: [], unsent: new Map() };

/** What this browser keeps for him. */
function useKept(): Kept {
  const { id } = useUser();
  const [kept, setKept] = useState(NOTHING);
  useEffect(() => {
    let isOver = false;
    void Promise.all([keptScans(id), unsentByScan(id)]).then(([scans, unsent]) => {
      if (!isOver) setKept({ scans, unsent });
    });
    return () => {
      isOver = true;
    };
  }, [id]);
  return kept;
}

/** The scans that the worker has entered, and those he moderates. */
export function MyScans() {
  const scans = useMyScans();
  const kept = useKept();
  // What is kept shows at once, and as long as nothing better comes.
  if (scans.isPending && kept.scans.length === 0) return <ScansSkeleton />;
  const found = scans.data?.pages.flatMap((page) => page.items) ?? kept.scans;
  return (
    <>
      {scans.isError && <Failed message={messageOf(scans.error)} onRetry={() => void scans.refetch()} />}
      {scans.isSuccess && found.length === 0 && (
        <EmptyState picture={<Inbox aria-hidden="true" />} title={home.none}>
          <p>{home.noneHint}</p>
        </EmptyState>
      )}
      {found.length > 0 && (
        <ul className={styles.list}>
          {found.map((scan) => (
            <li key={scan.id}>
              <ScanLink scan={scan} unsent={kept.unsent.get(scan.id) ?? 0} />
            </li>
          ))}
        </ul>
      )}
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
      <bdi className={styles.name}>{withoutTurns(scan.name)}</bdi>
      <span className={styles.meta}>
        {home.openedBy} <bdi>{scan.owner.name}</bdi> · <time dateTime={scan.created_at}>{formatDay(scan.created_at)}</time>
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
