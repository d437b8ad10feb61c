import { useState, type SubmitEvent, useId } from 'react';
import { Button } from '@/components/ui/Button';
import { CancelButton } from '@/components/ui/CancelButton';
import { Dialog } from '@/components/ui/Dialog';
import { TextAreaField } from '@/components/ui/Field';
import { countCodePoints } from '@/lib/format';
import { messageOf } from '@/lib/problem';
import type { ScanView } from '@/live/protocol.gen';
import { useChangeScan } from './changeScan';
import { words } from './manageWords';
import { words as shared } from './words';

const MESSAGE_MAX = 500;

type PauseDialogProps = { scan: ScanView; open: boolean; onClose: () => void };

/** A pause keeps workers waiting, so it can say why, or until when. */
export function PauseDialog({ scan, open, onClose }: PauseDialogProps) {
  const form = useId();
  const [message, setMessage] = useState('');
  const { mutate, isPending, error, reset } = useChangeScan(scan);
  const close = () => {
    reset();
    setMessage('');
    onClose();
  };
  const tooLong = countCodePoints(message.trim()) > MESSAGE_MAX;
  const pause = (event: SubmitEvent) => {
    event.preventDefault();
    if (!tooLong) mutate({ status: 'paused', pause_message: message.trim() }, { onSuccess: close });
  };
  return (
    <Dialog
      open={open}
      title={words.pauseTitle}
      onClose={close}
      footer={
        <>
          <CancelButton />
          <Button type="submit" form={form} tone="accent" look="solid" busy={isPending}>
            {shared.manage.pause}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={pause}>
        <TextAreaField
          label={words.pauseMessage}
          hint={words.pauseHint}
          rows={3}
          dir="auto"
          value={message}
          error={tooLong ? shared.reasonTooLong(MESSAGE_MAX) : error && messageOf(error)}
          onChange={(event) => setMessage(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
