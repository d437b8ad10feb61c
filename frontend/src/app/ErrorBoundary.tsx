import { Bug } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import styles from './Splash.module.css';
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

function BrokenPage({ error, onGoOn }: { error: unknown; onGoOn: () => void }) {
  return (
    <main className={styles.centre}>
      <EmptyState
        level={1}
        picture={<Bug aria-hidden="true" />}
        title={appWords.broken}
        actions={
          <>
            <Button onClick={onGoOn}>{appWords.goOn}</Button>
            <Button tone="accent" look="solid" onClick={() => window.location.reload()}>
              {appWords.reload}
            </Button>
          </>
        }
      >
        <p role="alert">{isMissingChunk(error) ? appWords.newVersionHint : appWords.brokenHint}</p>
      </EmptyState>
    </main>
  );
}

/** A page's file is gone when a newer version has been installed since this one was loaded. */
function isMissingChunk(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|module script/i.test(error.message);
}
