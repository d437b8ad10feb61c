import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { Button } from '@/components/ui/Button';
import { CancelButton } from '@/components/ui/CancelButton';
import { Dialog } from '@/components/ui/Dialog';
import { StatusMark } from '@/components/ui/StatusMark';
import { messageOf, Problem } from '@/lib/problem';
import type { ScanView } from '@/live/protocol.gen';
import { SCANS } from './createScan';
import { ScanForm, type ScanValues } from './ScanForm';
import styles from './ScanForm.module.css';

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

/** The form of a scan in a dialog. What the server will not have stays in it, with the reason: beside its field, or beside the button. */
export function ScanDialog({ title, submit, initial, save, onDone, open, onClose }: ScanDialogProps) {
  const form = useId();
  const client = useQueryClient();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: save,
    onSuccess: () => client.invalidateQueries({ queryKey: SCANS }),
  });
  const failure = error && !(error instanceof Problem && error.errors.length > 0) ? messageOf(error) : null;
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
          <div className={styles.failure} role="alert">
            {failure !== null && (
              <>
                <StatusMark mark="warning" /> {failure}
              </>
            )}
          </div>
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
