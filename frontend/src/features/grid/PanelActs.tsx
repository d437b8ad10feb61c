import { CornerUpLeft, RotateCcw } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '@/components/ui/Button';
import { cx } from '@/lib/cx';
import { countCodePoints } from '@/lib/format';
import { words as shared } from '@/lib/words';
import { useStanding } from '@/live/hooks';
import type { TaskView } from '@/live/protocol.gen';
import { useDeciding, useDesk } from './deskContext';
import { REASON_MAX } from './limits';
import { Reason } from './Reason';
import type { Refusing } from './refusing';
import { ReturnNote } from './ReturnNote';
import { KeyOf, useShortcut } from './shortcuts';
import { useFocusAfter } from './useFocusAfter';
import { useGive, type Give } from './useGive';
import { useSelectedCount } from './useMany';
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
  give: Give;
};

/** What can be done with the task in the panel: pinned to its lower edge, each with its key. */
export function PanelActs({ mayDecide, ...rest }: PanelActsProps) {
  const { task, note, onNote, reason, onReason, refusing } = rest;
  const { live } = useDesk();
  const status = useStanding(live);
  const busy = useDeciding(task.id) !== null;
  const { guard, give } = useGive(task, refusing);
  const selected = useSelectedCount();
  const asksWhy = refusing.asked !== null && refusing.at === 'panel';

  const acts: ActsProps = { ...rest, give, disabled: !mayDecide || busy };
  const waits = task.status === 'pending';
  const place = useRef<HTMLDivElement>(null);
  // Another has decided it meanwhile. Not out of a field: the next letters of a word would be keys.
  useFocusAfter(waits && asksWhy && refusing.asked === 'choose', () => place.current?.focus());
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
      {waits && asksWhy && (
        <WhyRefused
          refusing={refusing}
          reason={reason}
          disabled={acts.disabled}
          onReason={onReason}
          onRefuse={(why, press) => give('refuse', why, press)}
        />
      )}
      {waits ? <Verdicts {...acts} asks={asksWhy || note.asked} /> : <Afterwards {...acts} />}
    </div>
  );
}

/** Of a task that waits. While something is asked about it nothing else can be pressed. */
function Verdicts({ disabled, give, reason, onReason, refusing, note, onNote, asks }: ActsProps & { asks: boolean }) {
  const shortcut = useShortcut();
  const why = reason.trim();
  const tooLong = countCodePoints(why) > REASON_MAX;
  const sendBack = useRef<HTMLButtonElement>(null);
  const refuse = useRef<HTMLButtonElement>(null);
  const offers = refusing.reasons.length > 0;
  useFocusAfter(note.asked, () => sendBack.current?.focus());
  useFocusAfter(asks && !note.asked, () => refuse.current?.focus());
  if (asks) return null;
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
          onClick={(press) => (offers ? refusing.onAsk('choose', 'panel') : give('refuse', why, press))}
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
