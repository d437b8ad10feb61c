import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '@/lib/api';
import { useInStep } from '@/live/hooks';
import type { TaskPage, TaskView } from '@/live/protocol.gen';
import type { ScanLive } from '@/live/scanLive';
import { askedOf, type ListQuery } from './query';

const PAGE = 200;

/** A page, and the `seq` up to which the console's way of hearing had told of tasks before. */
type ReadPage = TaskPage & { readonly heardUpTo: number };

export type TaskPages = ReturnType<typeof useTaskPages>;

/**
 * A scan's tasks as far as they were read, in order. What was read is not asked for again by itself,
 * since the page hears of changes as the console does; but after a cut it may have missed some.
 */
export function useTaskPages(live: ScanLive, query: ListQuery) {
  const path = `/scans/${live.scanId}/tasks?${askedOf(query).toString()}&limit=${PAGE}`;
  const inStep = useInStep(live);
  const pages = useInfiniteQuery({
    queryKey: ['tasks', path],
    queryFn: async ({ pageParam, signal }): Promise<ReadPage> => {
      const heardUpTo = highest(live.state().tasks);
      const page = await api.get<TaskPage>(pageParam === null ? path : `${path}&after=${pageParam}`, { signal });
      return { ...page, heardUpTo };
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next ?? null,
    enabled: inStep,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const tasks = useMemo(() => eachOnce(pages.data?.pages ?? []), [pages.data]);
  return { ...pages, tasks };
}

function highest(tasks: ReadonlyMap<string, TaskView>): number {
  let seq = 0;
  for (const task of tasks.values()) seq = Math.max(seq, task.seq);
  return seq;
}

/** A task that changed between two pages by change is in both. */
function eachOnce(pages: readonly TaskPage[]): readonly TaskView[] {
  return [...new Map(pages.flatMap(({ items }) => items).map((task) => [task.id, task])).values()];
}
