import type { ScanView } from '@/live/protocol.gen';
import { CloseDialog } from './CloseDialog';
import { DuplicateDialog } from './DuplicateDialog';
import { EditDialog } from './EditDialog';
import { GuestsDialog } from './GuestsDialog';
import { ModeratorsDialog } from './ModeratorsDialog';
import { PauseDialog } from './PauseDialog';

/** What can be asked about a scan. */
export type Managed = 'edit' | 'moderators' | 'guests' | 'pause' | 'duplicate' | 'close';

const DIALOGS = {
  edit: EditDialog,
  moderators: ModeratorsDialog,
  guests: GuestsDialog,
  pause: PauseDialog,
  duplicate: DuplicateDialog,
  close: CloseDialog,
} as const;

type ManageDialogsProps = { scan: ScanView; open: Managed; onClose: () => void };

/** The dialog that was asked for; a part of its own, since few look at it. */
export default function ManageDialogs({ scan, open, onClose }: ManageDialogsProps) {
  const Asked = DIALOGS[open];
  return <Asked scan={scan} open onClose={onClose} />;
}
