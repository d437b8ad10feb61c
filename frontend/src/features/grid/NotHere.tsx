import { Compass } from 'lucide-react';
import { Link } from 'react-router-dom';
import { PageShell } from '@/components/layout/PageShell';
import { EmptyState } from '@/components/ui/EmptyState';
import { words } from './words';

type NotHereProps = { scanId: string; /** A worker of this scan, who has a page of his own. */ member: boolean };

/** For who came to a console that is not his. */
export function NotHere({ scanId, member }: NotHereProps) {
  return (
    <PageShell title={words.refusedTitle}>
      <EmptyState
        level={1}
        picture={<Compass size={28} aria-hidden="true" />}
        title={words.refusedTitle}
        actions={
          member ? <Link to={`/worker/scan/${scanId}`}>{words.toPortal}</Link> : <Link to="/">{words.allScans}</Link>
        }
      >
        <p>{words.refusedText}</p>
      </EmptyState>
    </PageShell>
  );
}
