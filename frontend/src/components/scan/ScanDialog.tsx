import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { Button } from '@/components/ui/Button';
import { CancelButton } from '@/components/ui/CancelButton';
import { Dialog } from '@/components/ui/Dialog';
import type { ScanView } from '@/live/protocol.gen';
import { SCANS } from './createScan';
import { ScanForm, type ScanValues } from './ScanForm';

type ScanDialogProps = {
  title: string;
  /** What its button does. */
  submit: string;
  initial?: ScanValues;
  /** Rejects with a `Problem`. */
  save: (values: ScanValues) => Promise<ScanView>;
  onDone: (scan: ScanView) => void;
  open: boolean;
  onClose: () => void;
};

/** The form of a scan in a dialog. What the server will not have stays in it, with the reason. */
export function ScanDialog({ title, submit, initial, save, onDone, open, onClose }: ScanDialogProps) {
  const form = useId();
  const client = useQueryClient();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: save,
    onSuccess: () => client.invalidateQueries({ queryKey: SCANS }),
  });
  const close = () => {
    reset();
    onClose();
  };
  return (
    <Dialog
      open={open}
      title={title}
      width="34rem"
      onClose={close}
      footer={
        <>
          <CancelButton />
          <Button type="submit" form={form} tone="accent" look="solid" busy={isPending}>
            {submit}
          </Button>
        </>
      }
    >
      <ScanForm
        id={form}
        {...(initial && { initial })}
        failure={error}
        onSubmit={(values) => mutate(values, { onSuccess: onDone })}
      />
    </Dialog>
  );
}
