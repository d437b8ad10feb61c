import { useId } from 'react';
import { useNavigate } from 'react-router-dom';
import { useCreateScan } from '@/components/scan/createScan';
import { ScanForm } from '@/components/scan/ScanForm';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { words as shared } from '@/lib/words';
import type { ScanView } from '@/live/protocol.gen';
import { words } from './words';

type DuplicateDialogProps = { scan: ScanView; open: boolean; onClose: () => void };

/** Opens another scan that begins as this one is set up, without its tasks. */
export function DuplicateDialog({ scan, open, onClose }: DuplicateDialogProps) {
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
      title={words.manage.duplicateTitle}
      width="34rem"
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{shared.cancel}</Button>
          <Button type="submit" form={form} tone="accent" look="solid" busy={isPending}>
            {words.manage.duplicateOpen}
          </Button>
        </>
      }
    >
      <ScanForm
        id={form}
        initial={{ ...scan, name: words.manage.copyOf(scan.name) }}
        failure={error}
        onSubmit={(values) => mutate(values, { onSuccess: ({ id }) => void navigate(`/admin/scans/${id}`) })}
      />
    </Dialog>
  );
}
