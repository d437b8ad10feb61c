import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Navigate } from 'react-router-dom';
import { useUser } from '@/auth/AuthContext';
import { homeOf } from '@/auth/paths';
import { PageHead } from '@/components/layout/PageHead';
import { PageShell } from '@/components/layout/PageShell';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { SearchField } from '@/components/ui/SearchField';
import { Skeleton } from '@/components/ui/Skeleton';
import { messageOf } from '@/lib/problem';
import { words as shared } from '@/lib/words';
import type { ScanView } from '@/live/protocol.gen';
import { FirstScan } from './FirstScan';
import { useScans } from './listScans';
import { matching } from './matching';
import { NewScanDialog } from './NewScanDialog';
import { ScanRow } from './ScanRow';
import styles from './ScansPage.module.css';
import { words } from './words';

/** For admins. Whoever only sends, or moderates single scans, has them at home. */
export default function ScansPage() {
  const user = useUser();
  return user.role === 'ADMIN' ? <AllScans /> : <Navigate to={homeOf(user)} replace />;
}

/** All scans that one moderates, and the way to a new one. */
function AllScans() {
  const [creating, setCreating] = useState(false);
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useScans();
  const scans = data?.pages.flatMap(({ items }) => items) ?? [];
  const create = () => setCreating(true);

  return (
    <PageShell title={words.title} width="60rem">
      <PageHead title={words.title} subtitle={words.subtitle}>
        {scans.length > 0 && (
          <Button className="on-screen" tone="accent" look="solid" icon={<Plus size={16} aria-hidden="true" />} onClick={create}>
            {words.create}
          </Button>
        )}
      </PageHead>
      {isPending && <ScansSkeleton />}
      {error && !data && (
        <EmptyState title={words.failed} actions={<Button onClick={() => void refetch()}>{shared.tryAgain}</Button>}>
          <p>{messageOf(error)}</p>
        </EmptyState>
      )}
      {data && scans.length === 0 && <FirstScan onCreate={create} />}
      {scans.length > 0 && <ScanList scans={scans} />}
      {hasNextPage && (
        <div className={styles.more}>
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      )}
      <NewScanDialog open={creating} onClose={() => setCreating(false)} />
    </PageShell>
  );
}

function ScanList({ scans }: { scans: readonly ScanView[] }) {
  const [term, setTerm] = useState('');
  const found = matching(scans, term);
  return (
    <>
      <SearchField className={styles.search} label={words.search} placeholder={words.searchPlaceholder} value={term} onChange={setTerm} />
      {found.length === 0 ? (
        <p className={styles.noMatch} role="status">
          {words.noMatch(term.trim())}
        </p>
      ) : (
        <ul className={styles.list} aria-label={words.list}>
          {found.map((scan) => (
            <ScanRow key={scan.id} scan={scan} />
          ))}
        </ul>
      )}
    </>
  );
}

const ROWS = 4;

function ScansSkeleton() {
  return (
    <div className={styles.list} aria-busy="true" aria-label={words.loading} role="status">
      {Array.from({ length: ROWS }, (_, row) => (
        <GlassPanel key={row} className={styles.skeleton}>
          <Skeleton width="40%" height="1.25rem" />
          <Skeleton width="24%" height="1rem" />
        </GlassPanel>
      ))}
    </div>
  );
}
