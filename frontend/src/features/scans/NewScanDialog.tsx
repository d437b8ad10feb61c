import { useNavigate } from 'react-router-dom';
import { createScan } from '@/components/scan/createScan';
import { ScanDialog } from '@/components/scan/ScanDialog';
import { words } from './words';

type NewScanDialogProps = { open: boolean; onClose: () => void };

/** Opens a scan, and goes there: the next thing to do is to share its link. */
export function NewScanDialog({ open, onClose }: NewScanDialogProps) {
  const navigate = useNavigate();
  const { createTitle: title, open: submit } = words;
  return <ScanDialog {...{ title, submit, open, onClose }} save={createScan} onDone={({ id }) => void navigate(`/admin/scans/${id}`)} />;
}
