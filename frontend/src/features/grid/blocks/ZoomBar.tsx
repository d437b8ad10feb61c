import { Suspense, useSyncExternalStore } from 'react';
import { lazyPart } from '@/lib/lazyPart';
import { useDesk } from '../deskContext';
import { words } from './words';

const WayBack = lazyPart(() => import('./WayBack'));

/** Over the grid, while it shows the tasks of one block: how many of them are left, and the way back. */
export function ZoomBar({ narrow }: { narrow: boolean }) {
  const { zoom } = useDesk().desk;
  const isIn = useSyncExternalStore(zoom.onChange, () => zoom.isIn);
  const turn = useSyncExternalStore(zoom.onChange, () => zoom.turn);
  return (
    <>
      <Suspense>{isIn && <WayBack narrow={narrow} />}</Suspense>
      <p key={turn} className="sr-only" role="status">
        {turn === 0 ? '' : isIn ? words.entered(zoom.left ?? 0) : words.left}
      </p>
    </>
  );
}
