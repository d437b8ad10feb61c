import { formatAge, formatExact } from '@/lib/format';
import { useNow } from '@/lib/now';

type RelativeTimeProps = {
  /** ISO 8601, by the server's clock. */
  at: string;
  /** What to add to this device's clock to get the server's, in milliseconds. */
  clockOffset?: number;
  className?: string | undefined;
};

/** How long ago, counting on its own; the exact time on hover. */
export function RelativeTime({ at, clockOffset = 0, className }: RelativeTimeProps) {
  const age = useNow() + clockOffset - Date.parse(at);
  return (
    <time className={className} dateTime={at} title={formatExact(at)}>
      {formatAge(age)}
    </time>
  );
}
