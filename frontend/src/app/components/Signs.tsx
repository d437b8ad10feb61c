import { Plus, Trash2 } from 'lucide-react';
import { PersonName } from '@/components/scan/PersonName';
import { Badge } from '@/components/ui/Badge';
import { Button, IconButton, type ButtonProps } from '@/components/ui/Button';
import { Initials } from '@/components/ui/Initials';
import { Kbd } from '@/components/ui/Kbd';
import { LiveStatus } from '@/components/ui/LiveStatus';
import { Logo } from '@/components/ui/Logo';
import { MARKS, type Mark } from '@/components/ui/marks';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { ScanStatusBadge } from '@/components/ui/ScanStatusBadge';
import { StatusMark } from '@/components/ui/StatusMark';
import { Group } from './Group';

const TONES = ['accent', 'ok', 'danger', 'back', 'neutral'] as const;
const LOOKS = ['solid', 'ghost', 'plain'] as const;
const STATES: readonly Partial<ButtonProps>[] = [{}, { size: 'dense' }, { size: 'touch' }, { busy: true }, { disabled: true }];
const BADGES = ['accent', 'ok', 'no', 'back', 'wait', 'warn', 'neutral'] as const;
const CONNECTIONS = ['connecting', 'live', 'stale', 'reconnecting', 'offline', 'refused'] as const;
// The table has them as its keys, and nothing else.
const ALL_MARKS = Object.keys(MARKS) as Mark[];

/** What is pressed, and what says how something stands. */
export function Signs() {
  return (
    <>
      {LOOKS.map((look) => (
        <Group key={look} title={`Buttons, ${look}`}>
          {TONES.map((tone) => (
            <Button key={tone} tone={tone} look={look} icon={<Plus size={16} aria-hidden="true" />}>
              {tone} <Kbd>V</Kbd>
            </Button>
          ))}
        </Group>
      ))}
      <Group title="Buttons, in their states">
        {STATES.map((state, index) => (
          <Button key={index} tone="accent" look="solid" {...state}>
            {Object.keys(state)[0] ?? 'normal'}
          </Button>
        ))}
        <IconButton label="Remove">
          <Trash2 size={18} aria-hidden="true" />
        </IconButton>
        <IconButton label="Remove, off" look="ghost" disabled>
          <Trash2 size={18} aria-hidden="true" />
        </IconButton>
      </Group>
      <Group title="Marks, and hollow while the server is asked">
        {ALL_MARKS.map((mark) => (
          <StatusMark key={mark} mark={mark} label={mark} />
        ))}
        {ALL_MARKS.map((mark) => (
          <StatusMark key={mark} mark={mark} label={`${mark}, hollow`} hollow />
        ))}
      </Group>
      <Group title="Badges">
        {BADGES.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
        {(['open', 'paused', 'closed'] as const).map((status) => (
          <ScanStatusBadge key={status} status={status} />
        ))}
      </Group>
      <Group title="The connection">
        {CONNECTIONS.map((status) => (
          <LiveStatus key={status} status={status} rtt={14} unsent={2} />
        ))}
      </Group>
      <Group title="People, times and the name">
        <Logo />
        <Logo size="large" />
        <Initials name="נועה לוי" />
        <Initials name="S. Okafor" />
        <p>
          <PersonName person={{ id: 'a', name: 'نور الدين', guest: true }} />
        </p>
        <RelativeTime at={new Date().toISOString()} />
      </Group>
    </>
  );
}
