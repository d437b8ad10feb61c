import { useEffect } from 'react';
import { readOfTab, writeOfTab } from '@/lib/stored';
import type { Desk } from './desk';

/** Go on with what this tab looked for last: who comes back from the list of all tasks, or loads the page again, has not finished. */
export function useKeptFilter(desk: Desk, key: string): void {
  useEffect(() => {
    desk.look(readOfTab(key) ?? '');
    return desk.filter.onChange(() => writeOfTab(key, desk.filter.query));
  }, [desk, key]);
}
