import { Check, CheckCheck, CornerUpLeft, X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Button, IconButton } from '@/components/ui/Button';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { words as shared } from '@/lib/words';
import { useBoard, useDesk } from './deskContext';
import { KeyOf, useShortcut } from './shortcuts';
import type { ManyAction } from './useMany';
import { words } from './words';
import styles from './SelectionBar.module.css';

type SelectionBarProps = {
  selected: number;
  mayDecide: boolean;
  /** On a narrow screen: pictures for thumbs. */
  narrow: boolean;
  onDecide: (action: ManyAction) => void;
};

/** While tasks are selected: how many, and what can be done with them. It stands where the lane is. */
export function SelectionBar({ selected, mayDecide, narrow, onDecide }: SelectionBarProps) {
  const { desk } = useDesk();
  const shortcut = useShortcut();
  const isOn = useSyncExternalStore(desk.filter.onChange, () => desk.filter.isOn);
  const all = useBoard(() => desk.matching().length);
  const acts = [
    { action: 'return', tone: 'back', look: 'ghost', Picture: CornerUpLeft },
    { action: 'refuse', tone: 'danger', look: 'ghost', Picture: X },
    { action: 'validate', tone: 'ok', look: 'solid', Picture: Check },
  ] as const;
  return (
    <GlassPanel as="footer" className={styles.bar}>
      <IconButton label={words.does.clear} size={narrow ? 'touch' : 'dense'} {...shortcut('clear')} onClick={() => desk.clear()}>
        <X size={16} aria-hidden="true" />
      </IconButton>
      <p className={styles.count}>{words.many.selected(selected, narrow)}</p>
      {selected < all && (
        <Button
          size={narrow ? 'touch' : 'dense'}
          look={narrow ? 'plain' : 'ghost'}
          icon={narrow ? undefined : <CheckCheck size={15} aria-hidden="true" />}
          {...shortcut('selectAll')}
          onClick={() => desk.selectAll()}
        >
          {narrow ? words.many.allShort(all) : words.many.all(all, isOn)}
          {!narrow && <KeyOf act="selectAll" />}
        </Button>
      )}
      <span className={styles.acts}>
        {acts.map(({ action, tone, look, Picture }) =>
          narrow ? (
            <IconButton
              key={action}
              label={words.many.give[action](selected)}
              size="touch"
              tone={tone}
              look={look}
              disabled={!mayDecide}
              onClick={() => onDecide(action)}
            >
              <Picture size={20} aria-hidden="true" />
            </IconButton>
          ) : (
            <Button
              key={action}
              tone={tone}
              look={look}
              size="dense"
              disabled={!mayDecide}
              {...shortcut(action)}
              onClick={() => onDecide(action)}
            >
              {shared.action[action]} <KeyOf act={action} />
            </Button>
          ),
        )}
      </span>
    </GlassPanel>
  );
}
