import { MessageSquarePlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { TextAreaField } from '@/components/ui/Field';
import { REASON_MAX } from './limits';
import { words } from './words';
import styles from './TaskPanel.module.css';

type ReasonProps = { reason: string; tooLong: boolean; onReason: (reason: string) => void };

/** A reason is optional, so its field takes room only once it is wanted. */
export function Reason({ reason, tooLong, onReason }: ReasonProps) {
  const [open, setOpen] = useState(reason !== '');
  if (!open) {
    return (
      <Button
        look="plain"
        size="dense"
        className={styles.addReason}
        icon={<MessageSquarePlus size={15} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {words.addReason}
      </Button>
    );
  }
  return (
    <TextAreaField
      label={words.reason}
      hint={words.reasonHint}
      rows={2}
      dir="auto"
      value={reason}
      error={tooLong ? words.reasonTooLong(REASON_MAX) : null}
      onChange={(event) => onReason(event.target.value)}
    />
  );
}
