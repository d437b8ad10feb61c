import { SendHorizontal } from 'lucide-react';
import { useEffect, useEffectEvent, useState, type KeyboardEvent } from 'react';
import { Button } from '@/components/ui/Button';
import { TextAreaField } from '@/components/ui/Field';
import { countCodePoints } from '@/lib/format';
import type { AckError, TaskView } from '@/live/protocol.gen';
import type { ScanLive } from '@/live/scanLive';
import { caretToEnd } from './caretToEnd';
import { fixWords as fix } from './fixWords';
import { TEXT_MOST } from './limits';
import { isSendKey } from './sendKey';
import styles from './TaskItem.module.css';
import { intakeWords } from './words';

type FixFormProps = {
  live: ScanLive;
  task: TaskView;
  isPaused: boolean;
  draft: string | null;
  onWrite: (text: string) => void;
  onClose: () => void;
};

const { composer } = intakeWords;

/** The browser brings only what has the focus into sight. The note of what is to be corrected stands above it, the buttons below. */
function bringIntoSight(form: HTMLElement | null): void {
  form?.previousElementSibling?.scrollIntoView({ block: 'nearest' });
  form?.scrollIntoView({ block: 'nearest' });
}

/** A task that was sent back, edited in its row. The form goes once the server has the text. */
export function FixForm({ live, task, isPaused, draft, onWrite, onClose }: FixFormProps) {
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  // Sent off and not answered: it goes again once there is a connection. The same correction twice is one.
  const [isUnderWay, setUnderWay] = useState(false);
  const text = draft ?? task.text;
  const over = countCodePoints(text) - TEXT_MOST;
  const isSame = text === task.text;
  const maySend = !isPaused && !isSending && text.trim() !== '' && over <= 0 && !isSame;

  const send = async () => {
    setSending(true);
    setFailure(null);
    const answer = await live.resubmit({ task_id: task.id, version: task.version, text });
    setSending(false);
    const isUnanswered = !answer.ok && answer.error.code === 'no_answer';
    setUnderWay(isUnanswered);
    if (!answer.ok && !isUnanswered) setFailure(wordsFor(answer.error));
  };
  const sendAgain = useEffectEvent(() => {
    if (isUnderWay && maySend) void send();
  });
  // Each time that the page has caught up after a cut.
  useEffect(() => {
    let wasInStep = live.inStep();
    return live.subscribe(() => {
      const isInStep = live.inStep();
      if (isInStep && !wasInStep) sendAgain();
      wasInStep = isInStep;
    });
  }, [live]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isSendKey(event)) return;
    event.preventDefault();
    if (maySend) void send();
  };

  return (
    <div ref={draft === null ? bringIntoSight : null} className={styles.fix} data-correcting tabIndex={-1}>
      <TextAreaField
        ref={caretToEnd}
        label={fix.label}
        hint={isUnderWay ? fix.underWay : hintFor(isPaused, isSame)}
        error={over > 0 ? composer.tooLong(over) : failure}
        rows={3}
        dir="auto"
        // eslint-disable-next-line jsx-a11y/no-autofocus -- it takes the place of the button that was just pressed
        autoFocus={draft === null}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        value={text}
        onChange={(event) => {
          // What is being written on is not to leave by itself.
          setUnderWay(false);
          onWrite(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.actions}>
        <Button className={styles.action} onClick={onClose}>
          {fix.later}
        </Button>
        <Button
          tone="accent"
          look="solid"
          className={styles.action}
          busy={isSending}
          disabled={!maySend}
          icon={<SendHorizontal size={16} aria-hidden="true" />}
          onClick={() => void send()}
        >
          {fix.resend}
        </Button>
      </div>
    </div>
  );
}

function hintFor(isPaused: boolean, isSame: boolean): string {
  if (isPaused) return fix.paused;
  return isSame ? fix.same : fix.kept;
}

function wordsFor({ code, message }: Pick<AckError, 'code' | 'message'>): string {
  if (code === 'conflict' || code === 'wrong_state') return fix.changed;
  return code === 'scan_not_open' ? fix.notOpen : fix.failed(message);
}
