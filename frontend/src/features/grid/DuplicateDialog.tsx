import { useNavigate } from 'react-router-dom';
import { createScan } from '@/components/scan/createScan';
import { ScanDialog } from '@/components/scan/ScanDialog';
import type { ScanView } from '@/live/protocol.gen';
import { words } from './manageWords';

type DuplicateDialogProps = { scan: ScanView; open: boolean; onClose: () => void };

/** Opens another scan that begins as this one is set up, without its tasks. */
export function DuplicateDialog({ scan, open, onClose }: DuplicateDialogProps) {
  const navigate = useNavigate();
  const { duplicateTitle: title, duplicateOpen: submit } = words;
  const initial = { ...scan, name: words.copyOf(scan.name) };
  return <ScanDialog {...{ title, submit, initial, open, onClose }} save={createScan} onDone={({ id }) => void navigate(`/admin/scans/${id}`)} />;
}
