import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { words as shared } from '@/lib/words';
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
export default function ManyDialog({ action, mayDecide, onClose, ...given }: ManyDialogProps) {
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
      {action === 'validate' && <Sure disabled={disabled} count={count} onSure={() => give('')} onClose={onClose} />}
      {action === 'refuse' && <Why refusing={refusing} disabled={disabled} onRefuse={give} onClose={onClose} />}
      {action === 'return' && <Note disabled={disabled} onSend={give} onClose={onClose} />}
    </Dialog>
  );
}

type SureProps = { disabled: boolean; count: number; onSure: () => void; onClose: () => void };

function Sure({ disabled, count, onSure, onClose }: SureProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <>
      <Button ref={button} wide tone="ok" look="solid" disabled={disabled} onClick={onSure}>
        {words.many.give.validate(count)}
      </Button>
      <Button wide onClick={onClose}>
        {shared.cancel}
      </Button>
    </>
  );
}

type WhyProps = { refusing: Refusing; disabled: boolean; onRefuse: (reason: string) => void; onClose: () => void };

/** Where the scan offers no reasons, one can be typed at once. */
function Why({ refusing, disabled, onRefuse, onClose }: WhyProps) {
  const [asked, setAsked] = useState<Refusing['asked']>('choose');
  const [reason, setReason] = useState('');
  const typing = refusing.reasons.length === 0 ? 'type' : asked;
  const onAsk = (question: Refusing['asked']) => {
    if (question === null || refusing.reasons.length === 0) onClose();
    else setAsked(question);
  };
  return (
    <WhyRefused
      refusing={{ ...refusing, asked: typing, onAsk }}
      reason={reason}
      disabled={disabled}
      onReason={setReason}
      onRefuse={onRefuse}
    />
  );
}

type NoteProps = { disabled: boolean; onSend: (note: string) => void; onClose: () => void };

function Note({ disabled, onSend, onClose }: NoteProps) {
  const [note, setNote] = useState('');
  return <ReturnNote note={note} disabled={disabled} onNote={setNote} onSend={(text) => onSend(text)} onLeave={onClose} />;
}
