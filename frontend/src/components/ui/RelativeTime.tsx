import { formatAge, formatExact } from '@/lib/format';
import { useNow } from '@/lib/now';

type RelativeTimeProps = {
  /** ISO 8601, by the server's clock. */
  at: string;
  /** What to add to this device's clock to get the server's, in milliseconds. */
  clockOffset?: number;
  /** Seconds say nothing here, once a minute has gone by. */
  coarse?: boolean;
  className?: string | undefined;
};

/** How long ago, counting on its own; the exact time on hover. */
export function RelativeTime({ at, clockOffset = 0, coarse = false, className }: RelativeTimeProps) {
  const age = useNow() + clockOffset - Date.parse(at);
  return (
    <time className={className} dateTime={at} title={formatExact(at)}>
      {formatAge(coarse ? inMinutes(age) : age)}
    </time>
  );
}

const MINUTE_MS = 60_000;

const inMinutes = (age: number): number => (age < MINUTE_MS ? age : Math.floor(age / MINUTE_MS) * MINUTE_MS);
