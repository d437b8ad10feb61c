import { useId } from 'react';
import { useNavigate } from 'react-router-dom';
import { useCreateScan } from '@/components/scan/createScan';
import { ScanForm } from '@/components/scan/ScanForm';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { words as shared } from '@/lib/words';
import { words } from './words';

type NewScanDialogProps = { open: boolean; onClose: () => void };

/** Opens a scan, and goes there: the next thing to do is to share its link. */
export function NewScanDialog({ open, onClose }: NewScanDialogProps) {
  const form = useId();
  const navigate = useNavigate();
  const { mutate, isPending, error, reset } = useCreateScan();
  const close = () => {
    reset();
    onClose();
  };
  return (
    <Dialog
      open={open}
      title={words.createTitle}
      width="34rem"
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{shared.cancel}</Button>
          <Button type="submit" form={form} tone="accent" look="solid" busy={isPending}>
            {words.open}
          </Button>
        </>
      }
    >
      <ScanForm
        id={form}
        failure={error}
        onSubmit={(values) =>
          mutate(values, { onSuccess: ({ id }) => void navigate(`/admin/scans/${id}`) })
        }
      />
    </Dialog>
  );
}
