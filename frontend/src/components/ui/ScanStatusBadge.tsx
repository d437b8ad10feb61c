import { CirclePause, CircleSlash, Radio } from 'lucide-react';
import { words } from '@/lib/words';
import { Badge } from './Badge';

type ScanStatus = keyof typeof words.scanStatus;

const LOOKS = {
  open: { tone: 'accent', Picture: Radio },
  paused: { tone: 'warn', Picture: CirclePause },
  closed: { tone: 'neutral', Picture: CircleSlash },
} as const;

/** Whether a scan takes suggestions now. */
export function ScanStatusBadge({ status }: { status: ScanStatus }) {
  const { tone, Picture } = LOOKS[status];
  return (
    <Badge tone={tone}>
      <Picture size={13} aria-hidden="true" />
      {words.scanStatus[status]}
    </Badge>
  );
}
