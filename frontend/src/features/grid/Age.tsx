import { formatAge } from '@/lib/format';
import { useTicking } from './deskContext';

type AgeProps = { since: string };

/** How long a task has waited, by the server's clock: "3 min 58 s". */
export function Age({ since }: AgeProps) {
  const seconds = useTicking((clock) => Math.floor(clock.since(since) / 1000));
  return <time dateTime={since}>{formatAge(seconds * 1000)}</time>;
}
