import { ScanDialog } from '@/components/scan/ScanDialog';
import type { ScanView } from '@/live/protocol.gen';
import { changeScan } from './changeScan';
import { words } from './words';

type EditDialogProps = { scan: ScanView; open: boolean; onClose: () => void };

export function EditDialog({ scan, open, onClose }: EditDialogProps) {
  const { editTitle: title, save: submit } = words.manage;
  return <ScanDialog {...{ title, submit, initial: scan, open, onClose }} save={(values) => changeScan(scan, values)} onDone={onClose} />;
}
