import { X } from 'lucide-react';
import { useEffect } from 'react';
import { Button, IconButton } from '@/components/ui/Button';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { StatusMark } from '@/components/ui/StatusMark';
import { cx } from '@/lib/cx';
import { words as shared } from '@/lib/words';
import type { TaskView } from '@/live/protocol.gen';
import { STATUS_AFTER } from './afterVerdict';
import { useDesk } from './deskContext';
import { UndoButton } from './UndoButton';
import type { Outcome, Progress } from './verdict';
import { words } from './words';
import styles from './SelectionBar.module.css';

/** A verdict on many, while it is under way. */
export function ProgressBar({ progress: { action, done, all } }: { progress: Progress }) {
  const { many } = useDesk().desk.verdicts;
  return (
    <GlassPanel as="footer" className={styles.bar}>
      <label className={styles.progress}>
        <span className={styles.count}>{words.many.under[action](done, all)}</span>
        <progress value={done} max={all} />
      </label>
      <Button size="dense" onClick={() => many.stop()}>
        {words.many.stop}
      </Button>
    </GlassPanel>
  );
}

/** How long it is said that all went well. Nothing is lost with it: undo is in the lane, too. */
const SAID_MS = 8_000;

type OutcomeBarProps = { outcome: Outcome; mayDecide: boolean; narrow: boolean; onOpen: () => void };

/** What a verdict on many came to. What others had decided before stays here to be looked at. */
export function OutcomeBar({ outcome, mayDecide, narrow, onOpen }: OutcomeBarProps) {
  const { desk } = useDesk();
  const { action, changed, left } = outcome;
  const asksForMore = changed.length + left.length > 0;
  useEffect(() => {
    if (asksForMore) return undefined;
    const timer = setTimeout(() => desk.verdicts.many.dismiss(), SAID_MS);
    return () => clearTimeout(timer);
  }, [desk, outcome, asksForMore]);
  const look = (task: TaskView) => {
    desk.focus(task.id);
    onOpen();
  };
  return (
    <GlassPanel as="footer" className={cx(styles.bar, styles.outcome)}>
      <p className={styles.count}>
        <StatusMark mark={asksForMore ? 'warning' : STATUS_AFTER[action]} />{' '}
        {words.many.outcome(outcome)}
      </p>
      <ul className={styles.changed} aria-label={words.many.changedName} hidden={changed.length === 0}>
        {changed.map((task) => (
          <li key={task.id}>
            <Button
              size="dense"
              look="plain"
              icon={<StatusMark mark={task.status} />}
              title={words.many.changed(task)}
              aria-label={words.many.changed(task)}
              onClick={() => look(task)}
            >
              #{task.number}
            </Button>
          </li>
        ))}
      </ul>
      {/* After taking back it would take back what came before, of which nothing is said here. */}
      {action !== 'reopen' && <UndoButton mayDecide={mayDecide} touch={narrow} />}
      <IconButton label={shared.close} size={narrow ? 'touch' : 'dense'} onClick={() => desk.verdicts.many.dismiss()}>
        <X size={16} aria-hidden="true" />
      </IconButton>
    </GlassPanel>
  );
}
