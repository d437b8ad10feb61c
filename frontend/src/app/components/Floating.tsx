import { Inbox, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { EmptyState } from '@/components/ui/EmptyState';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { Menu } from '@/components/ui/Menu';
import { Skeleton } from '@/components/ui/Skeleton';
import { TwoStepButton } from '@/components/ui/TwoStepButton';
import { showToast } from '@/components/ui/toast';
import styles from './ComponentPage.module.css';
import { Group } from './Group';

const MENU = [
  { label: 'Edit', icon: <Pencil size={16} aria-hidden="true" />, onSelect: () => undefined },
  { label: 'Dark', checked: true, separated: true, onSelect: () => undefined },
  { label: 'Light', checked: false, onSelect: () => undefined },
  { label: 'Remove', icon: <Trash2 size={16} aria-hidden="true" />, danger: true, separated: true, onSelect: () => undefined },
];

/** Panels, what stands where nothing is yet, and what opens over the page. */
export function Floating() {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Group title="Panels, and nothing yet" stacked>
        <GlassPanel className={styles.panel}>Baked glass.</GlassPanel>
        <div aria-busy="true">
          <Skeleton width="60%" height="1.5rem" />
          <Skeleton height="4rem" />
        </div>
        <EmptyState picture={<Inbox aria-hidden="true" />} title="No scans yet" actions={<Button tone="accent">New scan</Button>}>
          <p>Type the code that you were shown.</p>
        </EmptyState>
      </Group>
      <Group title="Over the page">
        <Button onClick={() => setOpen(true)}>Open a dialog</Button>
        <Menu label="Actions" items={MENU} trigger={(button) => <Button {...button}>Open a menu</Button>} />
        <Button onClick={() => showToast({ text: 'Task 12 was refused by Bo.', mark: 'refused', stays: true, action: { label: 'Look at it', run: () => undefined } })}>
          Show a toast
        </Button>
        <TwoStepButton
          first={{ label: 'Remove', name: 'Remove Grace' }}
          second={{ label: 'Really remove?', name: 'Really remove Grace?' }}
          onConfirm={() => undefined}
        />
        <Dialog
          open={open}
          title="Close this scan?"
          onClose={close}
          footer={
            <>
              <Button onClick={close}>Cancel</Button>
              <Button tone="danger" look="solid" onClick={close}>
                Close the scan
              </Button>
            </>
          }
        >
          <p>Workers can send nothing more.</p>
        </Dialog>
      </Group>
    </>
  );
}
