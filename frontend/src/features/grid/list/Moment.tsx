import { formatClock, formatDay, formatExact } from '@/lib/format';

/** The time of day, or the day where that is another one than today; exactly on hover. */
export function Moment({ iso }: { iso: string }) {
  const isToday = new Date(iso).toDateString() === new Date().toDateString();
  return (
    <time className="num" dateTime={iso} title={formatExact(iso)}>
      {isToday ? formatClock(iso) : formatDay(iso)}
    </time>
  );
}
