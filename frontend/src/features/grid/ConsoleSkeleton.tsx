import { GlassPanel } from '@/components/ui/GlassPanel';
import { LiveStatus } from '@/components/ui/LiveStatus';
import { Logo } from '@/components/ui/Logo';
import { Skeleton } from '@/components/ui/Skeleton';
import { useConnection } from '@/live/hooks';
import { words } from './words';
import styles from './Console.module.css';

const CARDS = 9;

/** The page's shape, while the scan is being opened; where that takes long, the connection says why. */
export function ConsoleSkeleton() {
  const { status } = useConnection();
  return (
    <div className={styles.room}>
      <GlassPanel as="header" className={styles.skeletonBar}>
        <Logo />
        <Skeleton width="14rem" height="1.25rem" />
        <span className={styles.skeletonLive} role="status">
          <LiveStatus status={status === 'live' ? 'connecting' : status} />
        </span>
      </GlassPanel>
      <main className={styles.workplace} aria-busy="true" aria-label={words.loading}>
        <div className={styles.skeletonGrid}>
          {Array.from({ length: CARDS }, (_, card) => (
            <Skeleton key={card} height="100%" />
          ))}
        </div>
        <GlassPanel className={styles.skeletonPanel}>
          <Skeleton width="60%" height="1.5rem" />
          <Skeleton height="1rem" />
          <Skeleton width="80%" height="1rem" />
        </GlassPanel>
      </main>
      <GlassPanel as="footer" className={styles.skeletonBar} />
    </div>
  );
}
