import { ChartNoAxesColumn, CopyPlus, Pause, Pencil, Play, Presentation, Settings2, Square, UserRound, UsersRound } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useUser } from '@/auth/AuthContext';
import { IconButton } from '@/components/ui/Button';
import { Menu, type MenuItem } from '@/components/ui/Menu';
import { showToast } from '@/components/ui/toast';
import { fetchWhenIdle, lazyPart } from '@/lib/lazyPart';
import { messageOf } from '@/lib/problem';
import type { ScanView } from '@/live/protocol.gen';
import { useReopen } from './changeScan';
import type { Managed } from './ManageDialogs';
import { useCommands, type NamedCommand } from './commands';
import { words as wallWords } from './wall/words';
import { words } from './words';

// What is asked about a scan comes after the rest.
const ManageDialogs = lazyPart(() => import('./ManageDialogs'));

type ManageItem = MenuItem & NamedCommand;

/** What can be done with the scan itself. What can be undone is done at once; closing asks. */
export function ManageMenu({ scan }: { scan: ScanView }) {
  const [open, setOpen] = useState<Managed | null>(null);
  const reopening = useReopen(scan);
  const close = () => setOpen(null);
  useEffect(() => fetchWhenIdle([ManageDialogs]), []);

  const navigate = useNavigate();
  const { role } = useUser();

  const pause: ManageItem = {
    label: words.manage.pause,
    known: 'pause',
    icon: <Pause size={16} aria-hidden="true" />,
    onSelect: () => setOpen('pause'),
  };
  const reopen: ManageItem = {
    label: scan.status === 'paused' ? words.manage.resume : words.manage.reopen,
    known: scan.status === 'paused' ? 'resume' : 'reopen',
    icon: <Play size={16} aria-hidden="true" />,
    onSelect: () =>
      reopening.mutate(undefined, { onError: (error) => showToast({ mark: 'warning', text: messageOf(error) }) }),
  };
  const items: ManageItem[] = [
    { label: words.manage.edit, known: 'edit', icon: <Pencil size={16} aria-hidden="true" />, onSelect: () => setOpen('edit') },
    {
      label: words.manage.moderators,
      known: 'moderators',
      icon: <UsersRound size={16} aria-hidden="true" />,
      onSelect: () => setOpen('moderators'),
    },
    { label: words.manage.guests, known: 'guests', icon: <UserRound size={16} aria-hidden="true" />, onSelect: () => setOpen('guests') },
    scan.status === 'open' ? pause : reopen,
    {
      label: words.manage.summary,
      known: 'summary',
      icon: <ChartNoAxesColumn size={16} aria-hidden="true" />,
      onSelect: () => void navigate(`/admin/scans/${scan.id}/summary`),
    },
    {
      label: wallWords.menu,
      known: 'wall',
      icon: <Presentation size={16} aria-hidden="true" />,
      onSelect: () => void navigate(`/admin/scans/${scan.id}/wall`),
    },
  ];
  // Only admins open scans.
  if (role === 'ADMIN') {
    items.push({
      label: words.manage.duplicate,
      known: 'duplicate',
      icon: <CopyPlus size={16} aria-hidden="true" />,
      onSelect: () => setOpen('duplicate'),
    });
  }
  if (scan.status !== 'closed') {
    items.push({
      label: words.manage.close,
      known: 'close',
      icon: <Square size={16} aria-hidden="true" />,
      danger: true,
      separated: true,
      onSelect: () => setOpen('close'),
    });
  }

  useCommands(items);

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
      <Suspense fallback={null}>{open && <ManageDialogs scan={scan} open={open} onClose={close} />}</Suspense>
    </>
  );
}
