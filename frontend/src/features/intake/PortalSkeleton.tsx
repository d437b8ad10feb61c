import { AppBar } from '@/components/layout/AppBar';
import { LiveStatus } from '@/components/ui/LiveStatus';
import { Skeleton } from '@/components/ui/Skeleton';
import { cx } from '@/lib/cx';
import { words } from '@/lib/words';
import { useConnection } from '@/live/hooks';
import styles from './Portal.module.css';
import { intakeWords } from './words';

/** The portal's shape while the scan is on its way; without a connection, why there is no more of it. */
export function PortalSkeleton() {
  const { status } = useConnection();
  return (
    <div className={styles.portal}>
      <AppBar bareLogo>
        <Skeleton width="9rem" height="1.25rem" />
        <span className={styles.live}>
          <LiveStatus status={status} />
        </span>
      </AppBar>
      <Skeleton height="46px" />
      <main className={styles.main} aria-busy="true">
        <p className={status === 'offline' ? styles.notYet : 'sr-only'} role="status">
          {status === 'offline' ? intakeWords.notYet : words.loading}
        </p>
        <Skeleton height="52px" />
        <div className={cx(styles.list, styles.waiting)}>
          <Skeleton height="76px" />
          <Skeleton height="76px" />
          <Skeleton height="76px" />
        </div>
        <Skeleton height="148px" />
      </main>
    </div>
  );
}
