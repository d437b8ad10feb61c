import { CornerUpLeft, RotateCcw } from 'lucide-react';
import { useLayoutEffect, useRef, type MouseEvent } from 'react';
import { Button } from '@/components/ui/Button';
import { cx } from '@/lib/cx';
import { countCodePoints } from '@/lib/format';
import { words as shared } from '@/lib/words';
import { useStanding } from '@/live/hooks';
import type { TaskView, VerdictAction } from '@/live/protocol.gen';
import { useDeciding, useDesk } from './deskContext';
import { REASON_MAX } from './limits';
import { Reason } from './Reason';
import type { Refusing } from './refusing';
import { ReturnNote } from './ReturnNote';
import { KeyOf, useShortcut } from './shortcuts';
import { useSelectedCount } from './useMany';
import { useSteadyPress } from './useSteadyPress';
import { WhyRefused } from './WhyRefused';
import { words } from './words';
import styles from './TaskPanel.module.css';

/** What the task is to be sent back with. What has been typed stays when it is asked no more. */
export type Note = { readonly asked: boolean; readonly text: string };

export type PanelActsProps = {
  task: TaskView;
  mayDecide: boolean;
  reason: string;
  onReason: (reason: string) => void;
  /** Why it is refused, where the scan offers reasons. */
  refusing: Refusing;
  note: Note;
  onNote: (note: Note) => void;
  /** Whether there is an oldest one to go on to: in the console, not beside a list. */
  goesOn?: boolean;
};

type ActsProps = Omit<PanelActsProps, 'mayDecide'> & {
  disabled: boolean;
  /** Decide by a press; without one, by a key, on what is painted. */
  give: (action: VerdictAction, reason: string, press?: MouseEvent) => void;
};

/** What can be done with the task in the panel: pinned to its lower edge, each with its key. */
export function PanelActs({ mayDecide, ...rest }: PanelActsProps) {
  const { task, note, onNote, reason, onReason, refusing } = rest;
  const { desk, live } = useDesk();
  const status = useStanding(live);
  const busy = useDeciding(task.id) !== null;
  const { guard, take } = useSteadyPress(task);
  const selected = useSelectedCount();

  const give = (action: VerdictAction, reason: string, press?: MouseEvent) => {
    const reasonsVersion = action === 'refuse' ? refusing.versionOf(reason) : undefined;
    const seen = press && take(press);
    // What does nothing leaves the question as it is.
    if (seen === null) return;
    if (action === 'refuse') refusing.onGiven(reason);
    if (seen) void desk.give({ ...seen, action, ...(reason && { reason, reasonsVersion }) });
    else desk.giveOnPainted(action, reason, reasonsVersion);
  };

  const acts: ActsProps = { ...rest, give, disabled: !mayDecide || busy };
  const waits = task.status === 'pending';
  const place = useRef<HTMLDivElement>(null);
  // Another has decided it meanwhile. Not out of a field: the next letters of a word would be keys.
  useFocusAfter(waits && refusing.asked === 'choose', place);
  if (selected > 0 && task.status === 'pending') {
    return <p className={cx(styles.acts, styles.off)}>{words.many.instead(selected)}</p>;
  }
  return (
    <div ref={place} tabIndex={-1} className={styles.acts} {...guard}>
      {!mayDecide && <p className={styles.off}>{words.off(status)}</p>}
      {waits && note.asked && (
        <ReturnNote
          note={note.text}
          disabled={acts.disabled}
          onNote={(text) => onNote({ asked: true, text })}
          onSend={(text, press) => give('return', text, press)}
          onLeave={() => onNote({ ...note, asked: false })}
        />
      )}
      {waits && refusing.asked !== null && (
        <WhyRefused
          refusing={refusing}
          reason={reason}
          disabled={acts.disabled}
          onReason={onReason}
          onRefuse={(why, press) => give('refuse', why, press)}
        />
      )}
      {waits ? <Verdicts {...acts} /> : <Afterwards {...acts} />}
    </div>
  );
}

/** Of a task that waits. While something is asked about it nothing else can be pressed. */
function Verdicts({ disabled, give, reason, onReason, refusing, note, onNote }: ActsProps) {
  const shortcut = useShortcut();
  const why = reason.trim();
  const tooLong = countCodePoints(why) > REASON_MAX;
  const sendBack = useRef<HTMLButtonElement>(null);
  const refuse = useRef<HTMLButtonElement>(null);
  const offers = refusing.reasons.length > 0;
  useFocusAfter(note.asked, sendBack);
  useFocusAfter(refusing.asked !== null, refuse);
  if (note.asked || refusing.asked !== null) return null;
  return (
    <>
      <div className={styles.tools}>
        {!offers && <Reason reason={reason} tooLong={tooLong} onReason={onReason} />}
        <Button
          ref={sendBack}
          tone="back"
          size="dense"
          className={styles.sendBack}
          disabled={disabled}
          icon={<CornerUpLeft size={15} aria-hidden="true" />}
          {...shortcut('return')}
          onClick={() => onNote({ ...note, asked: true })}
        >
          {shared.action.return} <KeyOf act="return" />
        </Button>
      </div>
      <div className={styles.pair}>
        <Button
          ref={refuse}
          tone="danger"
          className={styles.act}
          disabled={disabled || tooLong}
          {...shortcut('refuse')}
          onClick={(press) => (offers ? refusing.onAsk('choose') : give('refuse', why, press))}
        >
          {shared.action.refuse} <KeyOf act="refuse" />
        </Button>
        <Button
          tone="ok"
          look="solid"
          className={styles.act}
          disabled={disabled}
          {...shortcut('validate')}
          onClick={(press) => give('validate', '', press)}
        >
          {shared.action.validate} <KeyOf act="validate" />
        </Button>
      </div>
    </>
  );
}

/** Of a task that has its verdict. */
function Afterwards({ disabled, give, goesOn = true }: ActsProps) {
  const shortcut = useShortcut();
  const { desk } = useDesk();
  return (
    <div className={styles.pair}>
      <Button
        className={styles.act}
        disabled={disabled}
        icon={<RotateCcw size={16} aria-hidden="true" />}
        title={words.reopenHint}
        onClick={(press) => give('reopen', '', press)}
      >
        {shared.action.reopen}
      </Button>
      {goesOn && (
        <Button className={styles.act} {...shortcut('oldest')} onClick={() => desk.focusOldest()}>
          {words.oldest} <KeyOf act="oldest" />
        </Button>
      )}
    </div>
  );
}

/** When the question has gone and the focus with it, give it to what comes in its place. */
function useFocusAfter(asks: boolean, next: { current: HTMLElement | null }): void {
  const asked = useRef(false);
  useLayoutEffect(() => {
    if (asked.current && !asks && document.activeElement === document.body) next.current?.focus();
    asked.current = asks;
  }, [asks, next]);
}
