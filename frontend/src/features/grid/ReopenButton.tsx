import { Play } from 'lucide-react';
import { Button, type ButtonProps } from '@/components/ui/Button';
import { messageOf } from '@/lib/problem';
import type { ScanView } from '@/live/protocol.gen';
import { useReopen } from './changeScan';
import { words } from './words';

/** Opens a scan again that is paused or closed, and says why where it does not. */
export function ReopenButton({ scan, size = 'normal' }: { scan: ScanView } & Pick<ButtonProps, 'size'>) {
  const { mutate, isPending, error } = useReopen(scan);
  return (
    <>
      <Button
        tone="accent"
        size={size}
        busy={isPending}
        icon={<Play size={16} aria-hidden="true" />}
        onClick={() => mutate()}
      >
        {scan.status === 'paused' ? words.manage.resume : words.manage.reopen}
      </Button>
      {error && <p role="alert">{messageOf(error)}</p>}
    </>
  );
}
