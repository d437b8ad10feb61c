import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { leftOutOf, readQuery, writeQuery, type ListQuery } from './query';

/** The query in the page's address, and how to change it. Typing goes on in the same entry of the history. */
export function useListQuery() {
  const [search, setSearch] = useSearchParams();
  const query = useMemo(() => readQuery(search), [search]);
  const leftOut = useMemo(() => leftOutOf(search), [search]);
  const change = useCallback(
    (part: Partial<ListQuery>, how: 'typed' | 'pressed' = 'pressed') => {
      setSearch((now) => writeQuery(now, { ...readQuery(now), ...part }), { replace: how === 'typed' });
    },
    [setSearch],
  );
  /** Open a task beside the list, or (null) close it. */
  const open = useCallback(
    (id: string | null) => {
      setSearch((now) => {
        const next = new URLSearchParams(now);
        // A task's id begins with its scan's, which the address has already.
        if (id === null) next.delete('task');
        else next.set('task', id.slice(id.indexOf('.') + 1));
        return next;
      });
    },
    [setSearch],
  );
  return { query, leftOut, change, opened: search.get('task'), open };
}
