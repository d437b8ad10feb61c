import { Compass } from 'lucide-react';
import { useNavigate } from 'react-router-dom';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { useTitle } from '@/lib/useTitle';
import styles from './Splash.module.css';
import { appWords } from './words';

export function NotFoundPage() {
  useTitle(appWords.notFound);
  const navigate = useNavigate();
  return (
    <main className={styles.centre}>
      <EmptyState
        level={1}
        picture={<Compass aria-hidden="true" />}
        title={appWords.notFound}
        actions={
          <Button tone="accent" look="solid" size="touch" onClick={() => void navigate('/')}>
            {appWords.toStart}
          </Button>
        }
      >
        <p>{appWords.notFoundHint}</p>
      </EmptyState>
    </main>
  );
}
