import { Badge } from '@/components/ui/Badge';
import { words } from '@/lib/words';
import type { ScanStatus } from '@/live/protocol.gen';

const TONES = { open: 'ok', paused: 'warn', closed: 'neutral' } as const;

/** Whether a scan takes suggestions. */
export function ScanStatusBadge({ status }: { status: ScanStatus }) {
  return <Badge tone={TONES[status]}>{words.scanStatus[status]}</Badge>;
}
