import { useState } from 'react';
import { ScanDialog } from '@/components/scan/ScanDialog';
import type { ScanView } from '@/live/protocol.gen';
import { changeScan } from './changeScan';
import { words } from './manageWords';

type EditDialogProps = { scan: ScanView; open: boolean; onClose: () => void };

export function EditDialog({ open, ...rest }: EditDialogProps) {
  return open ? <OpenEditDialog {...rest} /> : null;
}

function OpenEditDialog({ scan, onClose }: Omit<EditDialogProps, 'open'>) {
  // What the form began with: saved over a later change by somebody else, it would undo that unseen.
  const [seen] = useState(scan);
  const { editTitle: title, save: submit } = words;
  return <ScanDialog {...{ title, submit, initial: seen, open: true, onClose }} save={(values) => changeScan(seen, values)} onDone={onClose} />;
}
