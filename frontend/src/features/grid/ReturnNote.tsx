import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { Button } from '@/components/ui/Button';
import { TextAreaField } from '@/components/ui/Field';
import { Kbd } from '@/components/ui/Kbd';
import { countCodePoints } from '@/lib/format';
import { goOnIn } from '@/lib/goOnIn';
import { words as shared } from '@/lib/words';
import { useScanState } from '@/live/hooks';
import { useDesk } from './deskContext';
import { REASON_MAX } from './limits';
import { words } from './words';
import styles from './TaskPanel.module.css';

type ReturnNoteProps = {
  note: string;
  disabled: boolean;
  /** What another has made of the task: with that it cannot be sent back. */
  meanwhile?: string | null;
  onNote: (note: string) => void;
  /** Called with a note that can be sent, by the key or by a press on the button. */
  onSend: (note: string, press?: MouseEvent) => void;
  onLeave: () => void;
};

/** What is to be corrected. Enter sends the task back with it, Esc leaves the task as it is. */
export function ReturnNote({ note, disabled, meanwhile = null, onNote, onSend, onLeave }: ReturnNoteProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const cameFrom = useRef<Element | null>(null);
  const [asked, setAsked] = useState(false);
  const { live } = useDesk();
  const isClosed = useScanState(live, ({ scan }) => scan?.status === 'closed');
  const text = note.trim();
  const tooLong = countCodePoints(text) > REASON_MAX;

  useEffect(() => {
    cameFrom.current = document.activeElement;
    goOnIn(field.current);
  }, []);

  const send = (press?: MouseEvent) => {
    setAsked(true);
    if (text !== '' && !tooLong && !disabled) onSend(text, press);
    else field.current?.focus();
  };
  const leave = () => {
    if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
    onLeave();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      // A sheet or a dialog would close, too.
      event.stopPropagation();
      event.preventDefault();
      leave();
    } else if (event.key === 'Enter' && event.target === field.current && !event.shiftKey) {
      event.preventDefault();
      if (!event.repeat) send();
    }
  };
  const missing = asked && text === '' ? words.noteNeeded : null;

  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- its keys are those of the field and the buttons in it
    <div className={styles.note} onKeyDown={onKeyDown}>
      <TextAreaField
        ref={field}
        label={words.note}
        hint={isClosed ? words.noteHintClosed : words.noteHint}
        rows={3}
        dir="auto"
        required
        value={note}
        error={meanwhile ?? (tooLong ? words.reasonTooLong(REASON_MAX) : missing)}
        onChange={(event) => onNote(event.target.value)}
      />
      <div className={styles.pair}>
        <Button className={styles.act} onClick={leave}>
          {shared.cancel} <Kbd>Esc</Kbd>
        </Button>
        <Button tone="back" className={styles.act} disabled={disabled} onClick={send}>
          {shared.action.return} <Kbd>Enter</Kbd>
        </Button>
      </div>
    </div>
  );
}
