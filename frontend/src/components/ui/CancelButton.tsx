import { words } from '@/lib/words';
import { Button, type ButtonProps } from './Button';
import { useCloseDialog } from './dialogContext';

/** The way out of a dialog that changes nothing. */
export function CancelButton(props: Pick<ButtonProps, 'wide'>) {
  return (
    <Button {...props} onClick={useCloseDialog()}>
      {words.cancel}
    </Button>
  );
}
