import { WifiOff } from 'lucide-react';
import { PageShell } from '@/components/layout/PageShell';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { words as shared } from '@/lib/words';
import { useLive } from '@/live/LiveContext';
import { words } from './words';

/** In the place of a scan that was never read, while there is nobody to read it from. It comes by itself. */
export function OutOfReach() {
  const { connection } = useLive();
  const tryAgain = () => {
    connection.disconnect();
    connection.connect();
  };
  return (
    <PageShell title={words.outOfReach}>
      <EmptyState
        level={1}
        picture={<WifiOff size={28} aria-hidden="true" />}
        title={words.outOfReach}
        actions={<Button onClick={tryAgain}>{shared.tryAgain}</Button>}
      >
        <p role="status">{words.outOfReachHint}</p>
      </EmptyState>
    </PageShell>
  );
}
