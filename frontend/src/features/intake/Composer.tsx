import { SendHorizontal } from 'lucide-react';
import { useEffect, useId, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { Button } from '@/components/ui/Button';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { Kbd } from '@/components/ui/Kbd';
import { cx } from '@/lib/cx';
import { countCodePoints } from '@/lib/format';
import { IS_MAC } from '@/lib/platform';
import { OUTBOX_MOST } from '@/live/outbox';
import { caretToEnd } from './caretToEnd';
import styles from './Composer.module.css';
import { TEXT_MOST } from './limits';
import { isSendKey } from './sendKey';
import { intakeWords } from './words';

type ComposerProps = {
  draft: string;
  onDraft: (text: string) => void;
  isPaused: boolean;
  /** The outbox takes no more until something has been sent. */
  isFull: boolean;
  /** Whether this browser keeps what is not sent yet when the tab is closed. */
  survives: boolean;
  /** How many drafts closed tabs have left, and the way to go on with one. */
  left: number;
  onTakeUp: () => void;
  onSubmit: () => void;
  ref: RefObject<HTMLTextAreaElement | null>;
};

// From here on the count is worth looking at.
const COUNT_FROM = TEXT_MOST - 1000;

/** Where a suggestion is written. Nothing is cut off: too much is said, and kept. */
export function Composer({ draft, onDraft, onSubmit, ref, ...state }: ComposerProps) {
  const id = useId();
  const length = countCodePoints(draft);
  const maySubmit = !state.isPaused && !state.isFull && draft.trim() !== '' && length <= TEXT_MOST;
  const words = intakeWords.composer;
  useEffect(() => caretToEnd(ref.current), [ref]);
  const mayTakeUp = draft === '' && state.left > 0;

  const onKeyDown = (event: KeyboardEvent) => {
    if (!isSendKey(event)) return;
    event.preventDefault();
    if (maySubmit) onSubmit();
  };

  return (
    <GlassPanel className={styles.composer}>
      <label className={styles.label} htmlFor={id}>
        {words.label}
      </label>
      <textarea
        ref={ref}
        id={id}
        className={cx(styles.text, state.isPaused && styles.short)}
        dir="auto"
        placeholder={words.placeholder}
        value={draft}
        aria-describedby={`${id}-note`}
        aria-invalid={length > TEXT_MOST || undefined}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        onChange={(event) => onDraft(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles.row}>
        <p className={styles.note} id={`${id}-note`}>
          {!mayTakeUp && noteFor(length, draft, state)}
        </p>
        {mayTakeUp && (
          <Button look="plain" className={styles.takeUp} onClick={state.onTakeUp}>
            {words.takeUp(state.left)}
          </Button>
        )}
        <Button
          className={styles.submit}
          tone="accent"
          look="solid"
          size="touch"
          icon={<SendHorizontal size={18} aria-hidden="true" />}
          disabled={!maySubmit}
          onClick={onSubmit}
        >
          {words.submit}
        </Button>
      </div>
    </GlassPanel>
  );
}

function noteFor(length: number, draft: string, { isPaused, isFull, survives }: Pick<ComposerProps, 'isPaused' | 'isFull' | 'survives'>): ReactNode {
  const words = intakeWords.composer;
  if (isPaused) return <span className={styles.warning}>{draft === '' ? words.pausedEmpty : words.paused}</span>;
  if (isFull) return <span className={styles.warning}>{words.full(OUTBOX_MOST)}</span>;
  if (length > TEXT_MOST) return <span className={cx('num', styles.over)}>{words.tooLong(length - TEXT_MOST)}</span>;
  if (length >= COUNT_FROM) return <span className="num">{words.length(length, TEXT_MOST)}</span>;
  if (!survives) return <span className={styles.warning}>{words.notKept}</span>;
  if (draft !== '') return words.kept;
  return <KeyHint />;
}

function KeyHint() {
  return (
    <span className={styles.keys}>
      <Kbd>{IS_MAC ? '⌘' : 'Ctrl'}</Kbd> <Kbd>Enter</Kbd> {intakeWords.composer.keyHint}
    </span>
  );
}
