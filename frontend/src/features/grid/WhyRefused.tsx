import { useContext, useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { Button } from '@/components/ui/Button';
import { TextAreaField } from '@/components/ui/Field';
import { Kbd } from '@/components/ui/Kbd';
import { CharacterKeysContext, isCharacterKey } from '@/lib/characterKeys';
import { countCodePoints } from '@/lib/format';
import { goOnIn } from '@/lib/goOnIn';
import { words as shared } from '@/lib/words';
import { reasonCommandOf } from './keys';
import { REASON_MAX } from './limits';
import { obeyReason, type Refusing } from './refusing';
import { words } from './words';
import styles from './WhyRefused.module.css';

type WhyRefusedProps = {
  /** Said where nothing else beside it says which task it is about. */
  number?: number;
  /** It is about several. */
  many?: boolean;
  refusing: Refusing;
  reason: string;
  disabled: boolean;
  /** What another has made of the task: with that it cannot be refused. */
  meanwhile?: string | null;
  onReason: (reason: string) => void;
  /** Called with a reason, or with none, by a key or by a press on a button. */
  onRefuse: (reason: string, press?: MouseEvent) => void;
};

/** Why a task is refused: one of the scan's reasons by its digit, one's own, or none. */
export function WhyRefused({ number, many = false, refusing, reason, disabled, meanwhile = null, onReason, onRefuse }: WhyRefusedProps) {
  const place = useRef<HTMLDivElement>(null);
  const cameFrom = useRef<Element | null>(null);
  const hasCharacters = useContext(CharacterKeysContext);
  const typing = refusing.asked === 'type';

  useEffect(() => {
    const active = document.activeElement;
    // A field in it that has the focus already keeps it.
    if (place.current?.contains(active)) return;
    cameFrom.current = active;
    place.current?.focus({ preventScroll: true });
  }, []);

  const leave = () => {
    if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
    refusing.onAsk(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!hasCharacters && isCharacterKey(event.nativeEvent)) return;
    const command = typing ? null : reasonCommandOf(event.nativeEvent);
    if (!command || (command.do === 'last' && event.target instanceof HTMLButtonElement)) return;
    event.preventDefault();
    // A sheet would close, and the desk would take it for a key of its own.
    event.stopPropagation();
    if (command.do === 'leave') leave();
    else if (!disabled || command.do === 'type') obeyReason(command, refusing, onRefuse);
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its keys are those of the buttons in it
    <div ref={place} role="group" aria-label={words.why(many)} tabIndex={-1} className={styles.why} onKeyDown={onKeyDown}>
      <div className={styles.head}>
        <p>
          {number !== undefined && <span className={styles.number}>#{number}</span>} {words.why(many)}
        </p>
        {!typing && (
          <Button size="dense" look="plain" aria-keyshortcuts="Escape" onClick={leave}>
            {shared.cancel} <Kbd>Esc</Kbd>
          </Button>
        )}
      </div>
      {typing ? (
        <OwnReason
          reason={reason}
          disabled={disabled || meanwhile !== null}
          meanwhile={meanwhile}
          onReason={onReason}
          onRefuse={onRefuse}
          onBack={() => {
            place.current?.focus({ preventScroll: true });
            refusing.onAsk('choose');
          }}
        />
      ) : (
        <Choices refusing={refusing} disabled={disabled} onRefuse={onRefuse} />
      )}
    </div>
  );
}

type ChoicesProps = Pick<WhyRefusedProps, 'refusing' | 'disabled' | 'onRefuse'>;

function Choices({ refusing: { reasons, last, onAsk }, disabled, onRefuse }: ChoicesProps) {
  const hasCharacters = useContext(CharacterKeysContext);
  return (
    <>
      <ol className={styles.reasons}>
        {reasons.map((text, index) => (
          <li key={text}>
            <Button
              wide
              tone="danger"
              className={styles.reason}
              disabled={disabled}
              aria-keyshortcuts={hasCharacters ? String(index + 1) : undefined}
              icon={<Kbd>{index + 1}</Kbd>}
              onClick={(press) => onRefuse(text, press)}
            >
              <bdi>{text}</bdi>
            </Button>
            {text === last && <Kbd>Enter</Kbd>}
          </li>
        ))}
      </ol>
      <div className={styles.others}>
        <Button size="dense" disabled={disabled} aria-keyshortcuts={hasCharacters ? 'R' : undefined} onClick={(press) => onRefuse('', press)}>
          {words.noReason} <Kbd>R</Kbd>
        </Button>
        <Button size="dense" aria-keyshortcuts={hasCharacters ? 'O' : undefined} onClick={() => onAsk('type')}>
          {words.otherReason} <Kbd>O</Kbd>
        </Button>
      </div>
    </>
  );
}

type OwnReasonProps = Omit<WhyRefusedProps, 'refusing' | 'number'> & { onBack: () => void };

function OwnReason({ reason, disabled, meanwhile, onReason, onRefuse, onBack }: OwnReasonProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const text = reason.trim();
  const tooLong = countCodePoints(text) > REASON_MAX;
  useEffect(() => goOnIn(field.current), []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      event.preventDefault();
      onBack();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      if (!event.repeat && !disabled && !tooLong) onRefuse(text);
    }
  };

  return (
    <>
      <TextAreaField
        ref={field}
        label={words.reason}
        hint={words.reasonHint}
        rows={2}
        dir="auto"
        value={reason}
        error={meanwhile ?? (tooLong ? words.reasonTooLong(REASON_MAX) : null)}
        onChange={(event) => onReason(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles.others}>
        <Button size="dense" look="plain" onClick={onBack}>
          {words.back} <Kbd>Esc</Kbd>
        </Button>
        <Button size="dense" tone="danger" disabled={disabled || tooLong} onClick={(press) => onRefuse(text, press)}>
          {shared.action.refuse} <Kbd>Enter</Kbd>
        </Button>
      </div>
    </>
  );
}
