import { useEffect, useMemo, useState } from 'react';
import { unsentOf } from '@/auth/leftBehind';
import { useScanState } from '@/live/hooks';
import { keptScan } from '@/live/keptScan';
import type { TaskView } from '@/live/protocol.gen';
import type { ScanLive } from '@/live/scanLive';

type Own = { readonly tasks: readonly TaskView[]; readonly unsent: readonly string[] };

const NOTHING: Own = { tasks: [], unsent: [] };

/**
 * What somebody sent into a scan, and what he did not, before he moderated it. What decides is given of the others' as well,
 * and of what was decided the newest alone: the rest is as this browser last saw it.
 */
export function useOwnWork(live: ScanLive, userId: string): Own {
  const now = useScanState(live, (state) => state.tasks);
  const [kept, setKept] = useState(NOTHING);

  useEffect(() => {
    let isOver = false;
    void Promise.all([keptScan(userId, live.scanId), unsentOf(userId, live.scanId)]).then(([scan, unsent]) => {
      if (!isOver) setKept({ tasks: scan?.tasks ?? [], unsent });
    });
    return () => {
      isOver = true;
    };
  }, [live, userId]);

  return useMemo(() => {
    const own = new Map(kept.tasks.map((task) => [task.id, task]));
    for (const task of now.values()) if (task.author.id === userId) own.set(task.id, task);
    return { tasks: [...own.values()].sort((one, other) => one.number - other.number), unsent: kept.unsent };
  }, [kept, now, userId]);
}
