import { useId } from 'react';
import { ScanForm } from '@/components/scan/ScanForm';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { words as shared } from '@/lib/words';
import type { ScanView } from '@/live/protocol.gen';
import { useChangeScan } from './changeScan';
import { words } from './words';

type EditDialogProps = { scan: ScanView; open: boolean; onClose: () => void };

export function EditDialog({ scan, open, onClose }: EditDialogProps) {
  const form = useId();
  const { mutate, isPending, error, reset } = useChangeScan(scan);
  const close = () => {
    reset();
    onClose();
  };
  return (
    <Dialog
      open={open}
      title={words.manage.editTitle}
      width="34rem"
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{shared.cancel}</Button>
          <Button type="submit" form={form} tone="accent" look="solid" busy={isPending}>
            {words.manage.save}
          </Button>
        </>
      }
    >
      <ScanForm
        id={form}
        initial={scan}
        failure={error}
        onSubmit={(values) => mutate(values, { onSuccess: close })}
      />
    </Dialog>
  );
}
