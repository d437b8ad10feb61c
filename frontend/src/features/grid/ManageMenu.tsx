import { Pause, Pencil, Play, Settings2, Square, UserRound } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '@/components/ui/Button';
import { Menu, type MenuItem } from '@/components/ui/Menu';
import { showToast } from '@/components/ui/toast';
import { messageOf } from '@/lib/problem';
import type { ScanStatus, ScanView } from '@/live/protocol.gen';
import { useChangeScan } from './changeScan';
import { CloseDialog } from './CloseDialog';
import { EditDialog } from './EditDialog';
import { GuestsDialog } from './GuestsDialog';
import { words } from './words';

/** What can be done with the scan itself. What can be undone is done at once; closing asks. */
export function ManageMenu({ scan }: { scan: ScanView }) {
  const [open, setOpen] = useState<'edit' | 'guests' | 'close' | null>(null);
  const { mutate } = useChangeScan(scan);
  const close = () => setOpen(null);

  const become = (status: ScanStatus) =>
    mutate({ status }, { onError: (error) => showToast({ mark: 'warning', text: messageOf(error) }) });

  const pause: MenuItem = {
    label: words.manage.pause,
    icon: <Pause size={16} aria-hidden="true" />,
    onSelect: () => become('paused'),
  };
  const reopen: MenuItem = {
    label: words.manage.reopen,
    icon: <Play size={16} aria-hidden="true" />,
    onSelect: () => become('open'),
  };
  const items: MenuItem[] = [
    { label: words.manage.edit, icon: <Pencil size={16} aria-hidden="true" />, onSelect: () => setOpen('edit') },
    { label: words.manage.guests, icon: <UserRound size={16} aria-hidden="true" />, onSelect: () => setOpen('guests') },
    scan.status === 'open' ? pause : reopen,
  ];
  if (scan.status !== 'closed') {
    items.push({
      label: words.manage.close,
      icon: <Square size={16} aria-hidden="true" />,
      danger: true,
      separated: true,
      onSelect: () => setOpen('close'),
    });
  }

  return (
    <>
      <Menu
        label={words.manage.menu}
        items={items}
        trigger={(button) => (
          <IconButton label={words.manage.menu} {...button}>
            <Settings2 size={18} aria-hidden="true" />
          </IconButton>
        )}
      />
      <EditDialog scan={scan} open={open === 'edit'} onClose={close} />
      <GuestsDialog scan={scan} open={open === 'guests'} onClose={close} />
      <CloseDialog scan={scan} open={open === 'close'} onClose={close} />
    </>
  );
}
