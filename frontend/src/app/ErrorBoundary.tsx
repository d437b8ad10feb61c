import { Bug, RefreshCw, WifiOff } from 'lucide-react';
import { Component, useEffect, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { hasNewBuild, isReached } from '@/lib/newBuild';
import { sayInPage } from './newVersion';
import { Splash } from './Splash';
import styles from './Splash.module.css';
import { useTryingAgain } from './useTryingAgain';
import { appWords } from './words';

type Props = { /** Another address is another chance. */ at: string; children: ReactNode };
type State = { at: string; error: unknown };

/** Shown instead of a page that failed. Drafts live in the browser's storage, so nothing typed is lost. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { at: this.props.at, error: null };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error };
  }

  static getDerivedStateFromProps({ at }: Props, state: State): State | null {
    return at === state.at ? null : { at, error: null };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <BrokenPage error={error} onGoOn={() => this.setState({ error: null })} />;
  }
}

/** The words for each cause, and what shows it. Only a page that is there can be gone on with. */
const CAUSES = {
  newer: { Picture: RefreshCw, title: appWords.newVersionTitle, hint: appWords.newVersionHint, mayGoOn: false },
  missing: { Picture: WifiOff, title: appWords.unreachable, hint: appWords.unreachableHint, mayGoOn: false },
  fault: { Picture: Bug, title: appWords.broken, hint: appWords.brokenHint, mayGoOn: true },
};

function BrokenPage({ error, onGoOn }: { error: unknown; onGoOn: () => void }) {
  const cause = useCause(error);
  const navigate = useNavigate();
  useEffect(() => (cause === 'newer' ? sayInPage() : undefined), [cause]);
  // Whoever is there can give the missing file, and nothing is typed into this page.
  useTryingAgain(() => void isReached().then((isThere) => isThere && window.location.reload()), cause === 'missing');
  if (cause === null) return <Splash />;
  const { Picture, title, hint, mayGoOn } = CAUSES[cause];
  return (
    <main className={styles.centre}>
      <EmptyState
        level={1}
        picture={<Picture aria-hidden="true" />}
        title={title}
        actions={
          <>
            {mayGoOn && <Button size="touch" onClick={onGoOn}>{appWords.goOn}</Button>}
            {cause === 'missing' && cameFromHere() && (
              <Button size="touch" onClick={() => void navigate(-1)}>
                {appWords.back}
              </Button>
            )}
            <Button tone="accent" look="solid" size="touch" onClick={() => window.location.reload()}>
              {appWords.reload}
            </Button>
          </>
        }
      >
        <p role="alert">{hint}</p>
      </EmptyState>
    </main>
  );
}

/** Whether the page before was one of ours, which is in this browser. The router counts them. */
function cameFromHere(): boolean {
  const { idx = 0 } = (window.history.state ?? {}) as { idx?: number };
  return idx > 0;
}

/** Why the page failed: null until that is known. With a newer build its files are gone, and what it asks for may be. */
function useCause(error: unknown): keyof typeof CAUSES | null {
  const [isNewer, setNewer] = useState<boolean | null>(null);
  useEffect(() => {
    void hasNewBuild().then(setNewer);
  }, [error]);
  if (isNewer === null) return null;
  return isNewer ? 'newer' : isMissingFile(error) ? 'missing' : 'fault';
}

/** Browsers have no code for it. */
function isMissingFile(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|module script|preload CSS/i.test(error.message);
}
