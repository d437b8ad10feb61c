import { CornerUpLeft, RotateCcw } from 'lucide-react';
import { useRef, type RefObject } from 'react';
import { Button } from '@/components/ui/Button';
import { countCodePoints } from '@/lib/format';
import { useFocusAfter } from '@/lib/useFocusAfter';
import { words as shared } from '@/lib/words';
import { useStanding } from '@/live/hooks';
import type { TaskView } from '@/live/protocol.gen';
import { useDeciding, useDesk } from './deskContext';
import { REASON_MAX } from './limits';
import { Reason } from './Reason';
import type { Refusing } from './refusing';
import { ReturnNote } from './ReturnNote';
import { KeyOf, useShortcut } from './shortcuts';
import { useGive, type Give } from './useGive';
import { useSelectedCount } from './useMany';
import { useOldest } from './useOldest';
import { WhyRefused } from './WhyRefused';
import { words } from './words';
import styles from './TaskPanel.module.css';

/** What the task is to be sent back with. What has been typed stays when it is asked no more. */
export type Note = { readonly asked: boolean; readonly text: string };

export type PanelActsProps = {
  task: TaskView;
  mayDecide: boolean;
  reason: string;
  /** Whether a reason is asked for where the scan offers none: a field that is open stays, also while it is empty. */
  asksReason: boolean;
  onReason: (reason: string) => void;
  /** Why it is refused, where the scan offers reasons. */
  refusing: Refusing;
  note: Note;
  onNote: (note: Note) => void;
  /** What was made of the task while somebody types about it; null while it waits. */
  meanwhile: string | null;
  /** A verdict was given: what was asked and typed is done with. */
  onGave: () => void;
  /** Whether there is an oldest one to go on to: in the console, not beside a list. */
  goesOn?: boolean;
  /** Uncover what is selected, and the bar that decides it, where this lies over them. */
  onSelect?: (() => void) | undefined;
};

type ActsProps = Omit<PanelActsProps, 'mayDecide' | 'onGave'> & {
  disabled: boolean;
  give: Give;
};

/** What can be done with the task in the panel: pinned to its lower edge, each with its key. */
export function PanelActs({ mayDecide, ...rest }: PanelActsProps) {
  const { task, note, onNote, reason, onReason, refusing, meanwhile } = rest;
  const { live } = useDesk();
  const status = useStanding(live);
  const busy = useDeciding(task.id) !== null;
  const { guard, give } = useGive(task, rest);
  const selected = useSelectedCount();
  const asksWhy = refusing.asked !== null && refusing.at === 'panel';

  const acts: ActsProps = { ...rest, give, disabled: !mayDecide || busy };
  const place = useRef<HTMLDivElement>(null);
  // What was asked is asked no more, and the button that asked may be gone with it.
  useFocusAfter(note.asked || (asksWhy && refusing.asked === 'choose'), () => place.current?.focus());
  if (selected > 0 && task.status === 'pending') {
    return (
      <div className={styles.acts}>
        <p className={styles.off}>{words.many.instead(selected)}</p>
        {rest.onSelect && (
          <Button className={styles.act} onClick={rest.onSelect}>
            {words.many.uncover}
          </Button>
        )}
      </div>
    );
  }
  return (
    <div ref={place} tabIndex={-1} className={styles.acts} {...guard}>
      {!mayDecide && <p className={styles.off}>{words.off(status)}</p>}
      {note.asked && (
        <ReturnNote
          note={note.text}
          disabled={acts.disabled || meanwhile !== null}
          meanwhile={meanwhile}
          onNote={(text) => onNote({ asked: true, text })}
          onSend={(text, press) => give('return', text, press)}
          onLeave={() => onNote({ ...note, asked: false })}
        />
      )}
      {asksWhy && (
        <WhyRefused
          refusing={refusing}
          reason={reason}
          disabled={acts.disabled}
          meanwhile={meanwhile}
          onReason={onReason}
          onRefuse={(why, press) => give('refuse', why, press)}
        />
      )}
      <Verdicts {...acts} asks={asksWhy || note.asked} />
    </div>
  );
}

/** While something is asked about the task nothing else can be pressed. A reason that is being typed stays when another decides. */
function Verdicts({ asks, ...acts }: ActsProps & { asks: boolean }) {
  const { task, disabled, reason, asksReason, onReason, refusing, note, onNote, meanwhile } = acts;
  const shortcut = useShortcut();
  const tooLong = countCodePoints(reason.trim()) > REASON_MAX;
  const sendBack = useRef<HTMLButtonElement>(null);
  const refuse = useRef<HTMLButtonElement>(null);
  const waits = task.status === 'pending';
  const offers = refusing.reasons.length > 0;
  useFocusAfter(note.asked, () => sendBack.current?.focus());
  useFocusAfter(asks && !note.asked, () => refuse.current?.focus());
  if (asks && waits) return null;
  const typed = { reason, open: asksReason, tooLong, meanwhile, onReason };
  return (
    <>
      {!asks && (waits || (!offers && asksReason)) && (
        <div className={styles.tools}>
          {!offers && <Reason {...typed} />}
          {waits && (
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
          )}
        </div>
      )}
      {waits ? <Pair {...acts} refuse={refuse} tooLong={tooLong} /> : <Afterwards {...acts} />}
    </>
  );
}

type PairProps = ActsProps & { refuse: RefObject<HTMLButtonElement | null>; tooLong: boolean };

/** Of a task that waits. */
function Pair({ disabled, give, reason, refusing, refuse, tooLong }: PairProps) {
  const shortcut = useShortcut();
  return (
    <div className={styles.pair}>
      <Button
        ref={refuse}
        tone="danger"
        className={styles.act}
        disabled={disabled || tooLong}
        {...shortcut('refuse')}
        onClick={(press) => (refusing.reasons.length > 0 ? refusing.onAsk('choose', 'panel') : give('refuse', reason.trim(), press))}
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
  );
}

/** Of a task that has its verdict. */
function Afterwards({ disabled, give, goesOn = true }: ActsProps) {
  const shortcut = useShortcut();
  const lookAtOldest = useOldest();
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
        <Button className={styles.act} {...shortcut('oldest')} onClick={lookAtOldest}>
          {words.oldest} <KeyOf act="oldest" />
        </Button>
      )}
    </div>
  );
}
