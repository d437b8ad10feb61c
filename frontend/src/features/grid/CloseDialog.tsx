import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { StatusMark } from '@/components/ui/StatusMark';
import { messageOf } from '@/lib/problem';
import { words as shared } from '@/lib/words';
import type { ScanView } from '@/live/protocol.gen';
import { useChangeScan } from './changeScan';
import { useBoard } from './deskContext';
import { words } from './words';
import styles from './Console.module.css';

type CloseDialogProps = { scan: ScanView; open: boolean; onClose: () => void };

/** Closing ends the workers' part, so it asks, and says what would be left undecided. */
export function CloseDialog({ scan, open, onClose }: CloseDialogProps) {
  const waiting = useBoard((board) => board.totals.pending);
  const { mutate, isPending, error, reset } = useChangeScan(scan);
  const close = () => {
    reset();
    onClose();
  };
  return (
    <Dialog
      open={open}
      title={words.manage.closeTitle}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{shared.cancel}</Button>
          <Button
            tone="danger"
            look="solid"
            busy={isPending}
            onClick={() => mutate({ status: 'closed' }, { onSuccess: close })}
          >
            {words.manage.close}
          </Button>
        </>
      }
    >
      <p>{words.manage.closeText}</p>
      {waiting > 0 && (
        <p className={styles.warning}>
          <StatusMark mark="warning" /> {words.manage.closeWaiting(waiting)}
        </p>
      )}
      {error && (
        <p className={styles.warning} role="alert">
          <StatusMark mark="warning" /> {messageOf(error)}
        </p>
      )}
    </Dialog>
  );
}
