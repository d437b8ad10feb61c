import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { Button } from '@/components/ui/Button';
import { CancelButton } from '@/components/ui/CancelButton';
import { Dialog } from '@/components/ui/Dialog';
import { StatusMark } from '@/components/ui/StatusMark';
import { SwitchField } from '@/components/ui/SwitchField';
import { messageOf } from '@/lib/problem';
import type { ScanView } from '@/live/protocol.gen';
import { useChangeScan } from './changeScan';
import { useBoard } from './deskContext';
import { words } from './manageWords';
import { words as shared } from './words';
import styles from './Console.module.css';

type CloseDialogProps = { scan: ScanView; open: boolean; onClose: () => void };

/** Closing ends the workers' part, so it asks, and says what would be left undecided. */
export function CloseDialog({ scan, open, onClose }: CloseDialogProps) {
  const waiting = useBoard((board) => board.totals.pending);
  const { mutate, isPending, error, reset } = useChangeScan(scan);
  const [summing, setSumming] = useState(true);
  const navigate = useNavigate();
  const close = () => {
    reset();
    onClose();
  };
  const onSuccess = () => {
    close();
    if (summing) void navigate(`/admin/scans/${scan.id}/summary`);
  };
  return (
    <Dialog
      open={open}
      title={words.closeTitle}
      onClose={close}
      footer={
        <>
          <CancelButton />
          <Button
            tone="danger"
            look="solid"
            busy={isPending}
            onClick={() => mutate({ status: 'closed' }, { onSuccess })}
          >
            {shared.manage.close}
          </Button>
        </>
      }
    >
      <p>{words.closeText}</p>
      {waiting > 0 && (
        <p className={styles.warning}>
          <StatusMark mark="warning" /> {words.closeWaiting(waiting)}
        </p>
      )}
      <SwitchField label={words.closeSumming} checked={summing} onChange={setSumming} />
      {error && (
        <p className={styles.warning} role="alert">
          <StatusMark mark="warning" /> {messageOf(error)}
        </p>
      )}
    </Dialog>
  );
}
