import { MessageSquareText } from 'lucide-react';
import { EmptyState } from '@/components/ui/EmptyState';
import { useClockOffset } from '@/live/hooks';
import type { Outbox } from '@/live/outbox';
import type { OutboxItem } from '@/live/outboxStore';
import type { ScanStatus, TaskView } from '@/live/protocol.gen';
import type { Round } from '@/live/round';
import type { ScanLive } from '@/live/scanLive';
import { TaskItem } from './TaskItem';
import styles from './TaskList.module.css';
import { UnsentItem, type WaitReason } from './UnsentItem';
import { intakeWords } from './words';

const WAITS_FOR: Partial<Record<ScanStatus, WaitReason>> = { paused: 'opening', closed: 'closed' };

type TaskListProps = {
  live: ScanLive;
  rounds: ReadonlyMap<string, Round>;
  tasks: readonly TaskView[];
  unsent: readonly OutboxItem[];
  outbox: Outbox;
  /** The scan can be reached: what waits is on its way, not waiting for the network. */
  isSending: boolean;
  scanStatus: ScanStatus;
  onCopyToNew: ((text: string) => void) | null;
};

/** The worker's own suggestions, the newest nearest to the composer; what is not yet saved after them. */
export function TaskList({ live, tasks, rounds, unsent, outbox, isSending, scanStatus, onCopyToNew }: TaskListProps) {
  const clockOffset = useClockOffset();
  const { list } = intakeWords;
  if (tasks.length + unsent.length === 0) {
    return (
      <div className={styles.empty}>
        <EmptyState picture={<MessageSquareText aria-hidden="true" />} title={list.empty}>
          <p>{list.emptyHint}</p>
        </EmptyState>
      </div>
    );
  }
  return (
    <ol className={styles.items} aria-label={list.label}>
      {tasks.map((task) => (
        <TaskItem
          key={task.id}
          live={live}
          scanStatus={scanStatus}
          task={task}
          round={rounds.get(task.id)}
          clockOffset={clockOffset}
          onCopyToNew={onCopyToNew}
        />
      ))}
      {unsent.map((item) => (
        <UnsentItem
          key={item.clientId}
          item={item}
          reason={WAITS_FOR[scanStatus] ?? (isSending ? 'sending' : 'network')}
          onRetry={() => outbox.retry(item)}
          onDiscard={() => outbox.discard(item)}
          onCopyToNew={onCopyToNew}
        />
      ))}
    </ol>
  );
}
