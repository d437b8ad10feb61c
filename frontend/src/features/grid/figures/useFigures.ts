import { useEffect, useState } from 'react';
import { useInStep } from '@/live/hooks';
import { useLive } from '@/live/LiveContext';
import type { ScanFigures } from '@/live/protocol.gen';
import type { ScanLive } from '@/live/scanLive';

export type Watched = { readonly figures: ScanFigures | null; readonly failed: boolean };

/** Have the scan's figures sent for as long as the component is there. What was read last stays through a cut. */
export function useFigures(live: ScanLive): Watched {
  const { connection } = useLive();
  const inStep = useInStep(live);
  const [watched, setWatched] = useState<Watched>({ figures: null, failed: false });
  useEffect(() => {
    if (!inStep) return undefined;
    const { scanId } = live;
    let over = false;
    const stop = connection.onEvent((event) => {
      if (event.name === 'figures' && event.scan_id === scanId) setWatched({ figures: event.figures, failed: false });
    });
    void connection.watchFigures(scanId, true).then((answer) => {
      if (over) return;
      if (answer.ok && answer.figures) setWatched({ figures: answer.figures, failed: false });
      else setWatched(({ figures }) => ({ figures, failed: true }));
    });
    return () => {
      over = true;
      stop();
      void connection.watchFigures(scanId, false);
    };
  }, [connection, live, inStep]);
  return watched;
}
