import { WifiOff } from 'lucide-react';
import { useSession } from '@/auth/AuthContext';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { words } from '@/lib/words';
import styles from './Splash.module.css';
import { useTryingAgain } from './useTryingAgain';
import { appWords } from './words';

/** While a page, or who is looking at it, is still on its way: what index.html shows stays there (styles/splash.css). */
export function Splash() {
  return (
    <main data-splash aria-busy="true">
      <p className="sr-only" role="status">
        {words.loading}
      </p>
    </main>
  );
}

/** The server did not say who is signed in. */
export function Unreachable() {
  const session = useSession();
  // Silently: nothing flickers while it is in vain.
  useTryingAgain(() => void session.renew().catch(() => undefined));
  return (
    <main className={styles.centre}>
      <EmptyState
        level={1}
        picture={<WifiOff aria-hidden="true" />}
        title={appWords.unreachable}
        actions={
          <Button tone="accent" look="solid" size="touch" onClick={() => void session.restore()}>
            {words.tryAgain}
          </Button>
        }
      >
        <p>{appWords.unreachableHint}</p>
      </EmptyState>
    </main>
  );
}
