import { AuthProvider } from '@/auth/AuthContext';
import type { Session, SessionState } from '@/auth/session';
import ClosedNote from '@/features/intake/ClosedNote';
import { NewsBar } from '@/features/intake/NewsBar';
import { OwnCounts } from '@/features/intake/OwnCounts';
import { TaskItem } from '@/features/intake/TaskItem';
import { UnsentItem } from '@/features/intake/UnsentItem';
import type { PageStatus } from '@/live/hooks';
import type { OutboxItem } from '@/live/outboxStore';
import type { ScanLive } from '@/live/scanLive';
import { Group } from './Group';
import { aTask } from './samples';

const STATE: SessionState = { status: 'signed-in', user: { id: 'okafor', username: 'S. Okafor', role: 'WORKER' } };
// All that is asked of a session and of a scan while nothing is pressed.
const SESSION = { subscribe: () => () => undefined, state: () => STATE, restore: () => Promise.resolve() } as unknown as Session;
const LIVE = {} as unknown as ScanLive;
const nothing = () => undefined;

const TASKS = [
  aTask(),
  aTask({ status: 'validated' }),
  aTask({ status: 'refused', reason: 'Seen already' }),
  aTask({ status: 'returned', reason: 'Which of the two lifts?' }),
];
const UNSENT: OutboxItem = { clientId: 'a', text: 'Smoke detector hangs loose at belt 3.', wantedAt: 0, problem: null };
const REASONS = ['network', 'opening', 'sending', 'closed'] as const;
const NEWS = { counts: { pending: 0, validated: 3, refused: 1, returned: 0 }, only: null, stays: true, upTo: 1, about: [] };
const STANDINGS: readonly PageStatus[] = ['live', 'reconnecting', 'offline', 'stale', 'refused'];

/** What a worker sees of what he has sent. */
export function Portal() {
  return (
    <AuthProvider session={SESSION}>
      <Group title="What a worker has sent" stacked>
        <ol>
          {TASKS.map((task) => (
            <TaskItem key={task.id} live={LIVE} scanStatus="open" task={task} round={undefined} clockOffset={0} onCopyToNew={nothing} />
          ))}
        </ol>
        <ol>
          {REASONS.map((reason) => (
            <UnsentItem key={reason} item={UNSENT} reason={reason} onRetry={nothing} onDiscard={nothing} onCopyToNew={nothing} />
          ))}
          <UnsentItem item={{ ...UNSENT, problem: 'The text is too long.' }} reason="network" onRetry={nothing} onDiscard={nothing} onCopyToNew={nothing} />
        </ol>
      </Group>
      <Group title="How his scan stands" stacked>
        <OwnCounts tasks={TASKS} of="open" />
        <NewsBar news={NEWS} tasks={TASKS} status="live" scanStatus="open" pauseMessage={undefined} survives desk={2} onDismiss={nothing} onShow={nothing} />
        {STANDINGS.map((status) => (
          <NewsBar key={status} news={null} tasks={TASKS} status={status} scanStatus="open" pauseMessage={undefined} survives desk={2} onDismiss={nothing} onShow={nothing} />
        ))}
        {[undefined, 'Back at two, when the lorries are through.'].map((said) => (
          <NewsBar key={said} news={null} tasks={TASKS} status="live" scanStatus="paused" pauseMessage={said} survives desk={2} onDismiss={nothing} onShow={nothing} />
        ))}
        <ClosedNote tasks={TASKS} unsent={1} draft="Half a sentence that was" left={0} onTakeUp={nothing} onDiscard={nothing} />
      </Group>
    </AuthProvider>
  );
}
