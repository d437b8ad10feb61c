import { MessageSquarePlus, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { TextAreaField } from '@/components/ui/Field';
import { Kbd } from '@/components/ui/Kbd';
import { countCodePoints } from '@/lib/format';
import { words as shared } from '@/lib/words';
import { useInStep } from '@/live/hooks';
import type { TaskView, VerdictAction } from '@/live/protocol.gen';
import type { Seen } from './desk';
import { useDeciding, useDesk } from './deskContext';
import { REASON_MAX } from './limits';
import { useSteadyPress } from './useSteadyPress';
import { words } from './words';
import styles from './TaskPanel.module.css';

type PanelActsProps = {
  task: TaskView;
  mayDecide: boolean;
  reason: string;
  onReason: (reason: string) => void;
};

/** What can be done with the task in the panel: pinned to its lower edge, each with its key. */
export function PanelActs({ task, mayDecide, reason, onReason }: PanelActsProps) {
  const { desk, live } = useDesk();
  const inStep = useInStep(live);
  const busy = useDeciding(task.id) !== null;
  const { guard, take } = useSteadyPress(task);
  const pending = task.status === 'pending';
  const tooLong = countCodePoints(reason) > REASON_MAX;

  const give = (action: VerdictAction, seen: Seen | null) => {
    const why = action === 'refuse' ? reason.trim() : '';
    if (seen) void desk.give({ ...seen, action, ...(why && { reason: why }) });
  };

  return (
    <div className={styles.acts} {...guard}>
      {!mayDecide && <p className={styles.off}>{inStep ? words.mayNotDecide : words.verdictsOff}</p>}
      {pending && <Reason reason={reason} tooLong={tooLong} onReason={onReason} />}
      {pending ? (
        <div className={styles.pair}>
          <Button
            tone="danger"
            className={styles.act}
            disabled={!mayDecide || busy || tooLong}
            aria-keyshortcuts="R"
            title={words.refuseKey}
            onClick={(event) => give('refuse', take(event))}
          >
            {shared.action.refuse} <Kbd>R</Kbd>
          </Button>
          <Button
            tone="ok"
            look="solid"
            className={styles.act}
            disabled={!mayDecide || busy}
            aria-keyshortcuts="V"
            title={words.validateKey}
            onClick={(event) => give('validate', take(event))}
          >
            {shared.action.validate} <Kbd>V</Kbd>
          </Button>
        </div>
      ) : (
        <div className={styles.pair}>
          <Button
            className={styles.act}
            disabled={!mayDecide || busy}
            icon={<RotateCcw size={16} aria-hidden="true" />}
            title={words.reopenHint}
            onClick={(event) => give('reopen', take(event))}
          >
            {shared.action.reopen}
          </Button>
          <Button
            className={styles.act}
            aria-keyshortcuts="N"
            title={words.oldestKey}
            onClick={() => desk.focusOldest()}
          >
            {words.oldest} <Kbd>N</Kbd>
          </Button>
        </div>
      )}
    </div>
  );
}

type ReasonProps = Pick<PanelActsProps, 'reason' | 'onReason'> & { tooLong: boolean };

/** A reason is optional, so its field takes room only once it is wanted. */
function Reason({ reason, tooLong, onReason }: ReasonProps) {
  const [open, setOpen] = useState(reason !== '');
  if (!open) {
    return (
      <Button
        look="plain"
        size="dense"
        className={styles.addReason}
        icon={<MessageSquarePlus size={15} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {words.addReason}
      </Button>
    );
  }
  return (
    <TextAreaField
      label={words.reason}
      hint={words.reasonHint}
      rows={2}
      dir="auto"
      value={reason}
      error={tooLong ? words.reasonTooLong(REASON_MAX) : null}
      onChange={(event) => onReason(event.target.value)}
    />
  );
}
