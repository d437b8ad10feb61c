import { useScanState } from '@/live/hooks';
import type { TaskView } from '@/live/protocol.gen';
import { useDesk } from '../deskContext';
import { asDecided } from '../held';

/** The task as it is by now: as it was read, or as the page has heard of it since. */
export function useNewest<T extends TaskView | null>(read: T): T {
  const { live } = useDesk();
  const heard = useScanState(live, ({ tasks }) => (read ? (tasks.get(read.id) ?? null) : null));
  if (!read) return read;
  // Of the two, the same generic: what is read is a task, and so is what is heard.
  return asDecided(heard && heard.version > read.version ? heard : read) as T;
}
