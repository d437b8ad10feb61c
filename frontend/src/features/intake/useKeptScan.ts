import { useEffect } from 'react';
import { forgetScan, keepScan, keptScan } from '@/live/keptScan';
import type { ScanLive } from '@/live/scanLive';

// Under load it changes many times a second; each time all of it would be written.
const AT_MOST_EVERY_MS = 1000;

/** Show what the worker last saw of the scan while the server has said nothing, and keep what he sees. */
export function useKeptScan(live: ScanLive, userId: string): void {
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    void keptScan(userId, live.scanId).then((kept) => {
      if (kept && !isOver) live.recall(kept);
    });

    const save = () => {
      clearTimeout(timer);
      timer = undefined;
      // What this tab merely remembers is kept already. A cut does not matter: it may be the last chance.
      if (live.phase() === 'joined') void keepScan(userId, live.state());
    };
    const stop = live.subscribe(() => {
      if (live.phase() === 'refused') void forgetScan(userId, live.scanId);
      else timer ??= setTimeout(save, AT_MOST_EVERY_MS);
    });
    window.addEventListener('pagehide', save);
    return () => {
      isOver = true;
      clearTimeout(timer);
      stop();
      window.removeEventListener('pagehide', save);
    };
  }, [live, userId]);
}
