import { MessageSquarePlus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/Button';
import { TextAreaField } from '@/components/ui/Field';
import { goOnIn } from '@/lib/goOnIn';
import { REASON_MAX } from './limits';
import { words } from './words';
import styles from './TaskPanel.module.css';

type ReasonProps = {
  reason: string;
  open: boolean;
  tooLong: boolean;
  meanwhile: string | null;
  onReason: (reason: string) => void;
};

/** A reason is optional, so its field takes room only once it is wanted. */
export function Reason({ reason, open, tooLong, meanwhile, onReason }: ReasonProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const pressed = useRef(false);
  // What is typed next is for the field: outside of it a letter is a key.
  useEffect(() => {
    if (open && pressed.current) goOnIn(field.current);
    pressed.current = false;
  }, [open]);
  if (!open) {
    return (
      <Button
        look="plain"
        size="dense"
        className={styles.addReason}
        icon={<MessageSquarePlus size={15} aria-hidden="true" />}
        onClick={() => {
          pressed.current = true;
          onReason('');
        }}
      >
        {words.addReason}
      </Button>
    );
  }
  return (
    <TextAreaField
      ref={field}
      label={words.reason}
      hint={words.reasonHint}
      rows={2}
      dir="auto"
      value={reason}
      error={meanwhile ?? (tooLong ? words.reasonTooLong(REASON_MAX) : null)}
      onChange={(event) => onReason(event.target.value)}
    />
  );
}
