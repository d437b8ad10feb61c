import { Undo2 } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Button, IconButton } from '@/components/ui/Button';
import { useDesk } from './deskContext';
import { KeyOf, useShortcut } from './shortcuts';
import { words } from './words';

type UndoButtonProps = { mayDecide: boolean; /** For a thumb, where room is dear. */ touch?: boolean };

/** Takes back one's own last verdict. It stands still: where there is nothing to undo it is off. */
export function UndoButton({ mayDecide, touch = false }: UndoButtonProps) {
  const { desk } = useDesk();
  const shortcut = useShortcut();
  const canUndo = useSyncExternalStore(desk.onDeciding, () => desk.verdicts.canUndo);
  const given = { disabled: !mayDecide || !canUndo, ...shortcut('undo'), onClick: () => void desk.undo() };
  if (touch) {
    return (
      <IconButton label={words.undo} look="ghost" size="touch" {...given}>
        <Undo2 size={20} aria-hidden="true" />
      </IconButton>
    );
  }
  return (
    <Button size="dense" icon={<Undo2 size={15} aria-hidden="true" />} {...given}>
      {words.undo} <KeyOf act="undo" />
    </Button>
  );
}
