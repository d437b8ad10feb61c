import { useMemo } from 'react';
import { useScanState } from '@/live/hooks';
import type { TaskView } from '@/live/protocol.gen';
import { useDesk } from '../deskContext';
import { asDecided } from '../held';
import { belongs, type ListQuery } from './query';
import type { TaskPages } from './useTaskPages';

/**
 * How many tasks belong to what was read by now, and are not in it: new ones, and those that have become
 * what is asked for. They wait to be shown, so that nothing moves under the pointer.
 */
export function useFresh(query: ListQuery, { data, tasks, hasNextPage }: TaskPages): number {
  const { live } = useDesk();
  const heard = useScanState(live, (state) => state.tasks);
  const readAt = data?.pages[0]?.heardUpTo;
  const shown = useMemo(() => new Set(tasks.map(({ id }) => id)), [tasks]);
  const last = tasks.at(-1);
  return useMemo(() => {
    if (readAt === undefined) return 0;
    let count = 0;
    for (const task of heard.values()) {
      if (task.seq <= readAt || shown.has(task.id) || !belongs(asDecided(task), query)) continue;
      // What belongs behind the last row is read when that comes into sight.
      if (!hasNextPage || !last || isBefore(task, last, query)) count += 1;
    }
    return count;
  }, [readAt, heard, shown, last, hasNextPage, query]);
}

function isBefore(task: TaskView, other: TaskView, { sort }: ListQuery): boolean {
  const place = sort.endsWith('number') ? 'number' : 'seq';
  return sort.startsWith('-') ? task[place] > other[place] : task[place] < other[place];
}
