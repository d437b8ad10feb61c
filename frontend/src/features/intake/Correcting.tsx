import { CopyPlus, PencilLine } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { cx } from '@/lib/cx';
import type { ScanStatus, TaskView } from '@/live/protocol.gen';
import type { ScanLive } from '@/live/scanLive';
import { hasCorrections } from './drafts';
import { FixForm } from './FixForm';
import { fixWords } from './fixWords';
import LeftActions from './LeftActions';
import styles from './TaskItem.module.css';
import { useCorrection } from './useCorrection';
import { intakeWords } from './words';

type CorrectingProps = {
  live: ScanLive;
  userId: string;
  scanStatus: ScanStatus;
  task: TaskView;
  onCopyToNew: ((text: string) => void) | null;
};

/** The way to correct a task that was sent back, and what became of a correction that came too late. */
export default function Correcting(props: CorrectingProps) {
  const { userId, scanStatus, task } = props;
  const [isStarted, setStarted] = useState(false);
  const [isKept] = useState(() => hasCorrections(userId, task.id));
  if (isStarted || isKept) return <Correction {...props} startsOpen={isStarted} />;
  return task.status === 'returned' && scanStatus !== 'closed' && <Start onStart={() => setStarted(true)} />;
}

/** One that was begun, in this tab or in one that was closed since. */
function Correction({ live, userId, scanStatus, task, onCopyToNew, startsOpen }: CorrectingProps & { startsOpen: boolean }) {
  const { draft, isOpen, open, close, write } = useCorrection(userId, task, startsOpen);
  const isClosed = scanStatus === 'closed';
  if (task.status !== 'returned' || isClosed) {
    const stranded = draft !== null && draft !== task.text;
    if (!stranded) return null;
    return <Stranded draft={draft} isClosed={isClosed} onCopyToNew={onCopyToNew} onDiscard={() => write(null)} />;
  }
  if (isOpen) {
    return <FixForm live={live} task={task} isPaused={scanStatus === 'paused'} draft={draft} onWrite={write} onClose={close} />;
  }
  return <Start onStart={open} />;
}

function Start({ onStart }: { onStart: () => void }) {
  return (
    <div className={styles.actions}>
      <Button tone="back" className={styles.action} icon={<PencilLine size={16} aria-hidden="true" />} onClick={onStart}>
        {fixWords.start}
      </Button>
    </div>
  );
}

type StrandedProps = {
  draft: string;
  isClosed: boolean;
  onCopyToNew: ((text: string) => void) | null;
  onDiscard: () => void;
};

/** A correction that can no longer be sent: its words stay until their author lets go of them. */
function Stranded({ draft, isClosed, onCopyToNew, onDiscard }: StrandedProps) {
  const { list } = intakeWords;
  return (
    <div className={styles.stranded}>
      <p>{isClosed ? fixWords.strandedClosed : fixWords.stranded}</p>
      <p className={cx('typed', styles.text)} dir="auto">
        {draft}
      </p>
      {onCopyToNew ? (
        <div className={styles.actions}>
          <Button
            className={styles.action}
            icon={<CopyPlus size={16} aria-hidden="true" />}
            onClick={() => {
              onCopyToNew(draft);
              onDiscard();
            }}
          >
            {list.copyToNew}
          </Button>
          <Button tone="danger" look="plain" className={styles.action} onClick={onDiscard}>
            {list.discard}
          </Button>
        </div>
      ) : (
        <LeftActions text={draft} onDiscard={onDiscard} />
      )}
    </div>
  );
}
