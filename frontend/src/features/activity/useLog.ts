import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { api } from '@/lib/api';
import type { ActivityLogPage } from '@/live/protocol.gen';
import { askedOf, leftOutOf, readQuery, writeQuery, type LogQuery } from './query';

const PAGE = '100';

/** The lines that the query asks for, a page at a time, newest first. */
export const useLog = (query: LogQuery) =>
  useInfiniteQuery({
    queryKey: ['activity', query],
    queryFn: ({ pageParam, signal }) => {
      const asked = askedOf(query, Date.now());
      asked.set('limit', PAGE);
      if (pageParam !== null) asked.set('after', pageParam);
      return api.get<ActivityLogPage>(`/activity?${asked.toString()}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next ?? null,
    // What was shown before may lack what was done since.
    gcTime: 0,
  });

/** The query in the page's address, and how to change it. */
export function useLogQuery() {
  const [search, setSearch] = useSearchParams();
  const query = useMemo(() => readQuery(search), [search]);
  const leftOut = useMemo(() => leftOutOf(search), [search]);
  const change = useCallback(
    (part: Partial<LogQuery>) => setSearch((now) => writeQuery({ ...readQuery(now), ...part })),
    [setSearch],
  );
  return { query, leftOut, change };
}
