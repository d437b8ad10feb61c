import { useNow } from '@/lib/now';
import { useClockOffset } from '@/live/hooks';
import type { TaskView } from '@/live/protocol.gen';
import { waitsSince } from '@/live/wait';
import { expectedIn } from './expected';

/** When the worker may expect a verdict on the oldest of his that wait, or how long it usually takes. */
export function Expected({ usualMs, tasks }: { usualMs: number; tasks: readonly TaskView[] }) {
  const now = useNow() + useClockOffset();
  const waiting = tasks.filter(({ status }) => status === 'pending').map((task) => Date.parse(waitsSince(task)));
  return expectedIn(usualMs, waiting.length === 0 ? null : Math.min(...waiting), now);
}
