import { ownZone } from '@/lib/format';
import type { AnalyticsReport } from '@/live/protocol.gen';
import { wallOf } from './days';

/** Return the way to a scan's list, of what it received in the period. */
export function listOfPeriod(scanId: string, { from, to }: AnalyticsReport, more: Readonly<Record<string, string>> = {}): string {
  return `/admin/scans/${scanId}/tasks?${new URLSearchParams({ ...more, from: localTime(from), to: localTime(to) }).toString()}`;
}

/** The list goes by the clock of the browser, whatever zone is looked at here. */
function localTime(moment: string): string {
  const { day, hour, minute } = wallOf(Date.parse(moment), ownZone());
  return `${day}T${[hour, minute].map((part) => String(part).padStart(2, '0')).join(':')}`;
}
