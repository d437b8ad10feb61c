import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { CancelButton } from '@/components/ui/CancelButton';
import { Dialog } from '@/components/ui/Dialog';
import { useCloseDialog } from '@/components/ui/dialogContext';
import { useDesk } from './deskContext';
import type { Refusing } from './refusing';
import { ReturnNote } from './ReturnNote';
import { useSelectedCount, type ManyAction } from './useMany';
import { WhyRefused } from './WhyRefused';
import { words } from './words';

type ManyDialogProps = {
  action: ManyAction;
  mayDecide: boolean;
  /** Why, where the scan offers reasons. */
  refusing: Refusing;
  onClose: () => void;
};

/** One verdict for many: how many they are, and what their authors are told. */
export function ManyDialog({ action, mayDecide, onClose, ...given }: ManyDialogProps) {
  // Who is choosing chooses among what he reads.
  const [refusing] = useState(given.refusing);
  const { desk } = useDesk();
  const count = useSelectedCount();
  const disabled = !mayDecide || count === 0;
  const give = (reason: string) => {
    if (disabled) return;
    if (action === 'refuse') refusing.onGiven(reason);
    void desk.giveSelected(action, reason, action === 'refuse' ? refusing.versionOf(reason) : undefined);
    onClose();
  };
  return (
    <Dialog open title={words.many.title[action](count)} onClose={onClose} width="32rem">
      <p>{words.many.hint}</p>
      {action === 'validate' && <Sure disabled={disabled} count={count} onSure={() => give('')} />}
      {action === 'refuse' && <Why refusing={refusing} disabled={disabled} onRefuse={give} />}
      {action === 'return' && <Note disabled={disabled} onSend={give} />}
    </Dialog>
  );
}

type SureProps = { disabled: boolean; count: number; onSure: () => void };

function Sure({ disabled, count, onSure }: SureProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <>
      <Button ref={button} wide tone="ok" look="solid" disabled={disabled} onClick={onSure}>
        {words.many.give.validate(count)}
      </Button>
      <CancelButton wide />
    </>
  );
}

type WhyProps = { refusing: Refusing; disabled: boolean; onRefuse: (reason: string) => void };

/** Where the scan offers no reasons, one can be typed at once. */
function Why({ refusing, disabled, onRefuse }: WhyProps) {
  const close = useCloseDialog();
  const [asked, setAsked] = useState<Refusing['asked']>('choose');
  const [reason, setReason] = useState('');
  const typing = refusing.reasons.length === 0 ? 'type' : asked;
  const onAsk = (question: Refusing['asked']) => {
    if (question === null || refusing.reasons.length === 0) close();
    else setAsked(question);
  };
  return (
    <WhyRefused
      many
      refusing={{ ...refusing, asked: typing, onAsk }}
      reason={reason}
      disabled={disabled}
      onReason={setReason}
      onRefuse={onRefuse}
    />
  );
}

type NoteProps = { disabled: boolean; onSend: (note: string) => void };

function Note({ disabled, onSend }: NoteProps) {
  const close = useCloseDialog();
  const [note, setNote] = useState('');
  return <ReturnNote note={note} disabled={disabled} onNote={setNote} onSend={(text) => onSend(text)} onLeave={close} />;
}
