import { useMemo, useRef, useSyncExternalStore, type CSSProperties, type FocusEvent } from 'react';
import type { Seen } from './desk';
import { useDesk } from './deskContext';
import { SlotCell } from './SlotCell';
import { typography } from './typography';
import { usePane } from './usePane';
import { usePresses } from './usePresses';
import { words } from './words';
import styles from './Grid.module.css';

type GridProps = {
  targetSeconds: number;
  mayDecide: boolean;
  /** A card was pressed or opened by key: on a narrow screen its sheet comes up. */
  onOpen: () => void;
  /** Ask why a card is to be refused; null where it is refused at once. */
  onRefuse: ((seen: Seen) => void) | null;
};

/** Everything that waits, on one screen. */
export function Grid({ targetSeconds, mayDecide, onOpen, onRefuse }: GridProps) {
  const { desk } = useDesk();
  const pane = useRef<HTMLDivElement>(null);
  const { fit, overflow, rush } = useSyncExternalStore(
    desk.grid.onLayout,
    () => desk.grid.layout,
  );
  const presses = usePresses(desk, onOpen, onRefuse);
  usePane(pane, desk.grid);
  const type = useMemo(() => fit && typography(fit), [fit]);

  const onFocus = ({ target }: FocusEvent) => {
    desk.handEntered();
    const id = target.closest<HTMLElement>('[data-task]')?.dataset.task;
    if (id) desk.focus(id);
  };
  // A cell that leaves the page takes the focus with it and names no successor: the hand is still here.
  const onBlur = ({ relatedTarget, currentTarget }: FocusEvent) => {
    if (relatedTarget && !currentTarget.contains(relatedTarget)) desk.handLeft();
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- a grid wherever it has cells; its keys are those of the desk around it
    <div
      ref={pane}
      className={styles.pane}
      role={fit ? 'grid' : 'presentation'}
      aria-label={fit ? words.gridName : undefined}
      aria-rowcount={fit?.rows}
      aria-colcount={fit?.columns}
      // CSSProperties knows no custom properties; this one is read by the cards.
      style={{ '--lines': type?.lines } as CSSProperties}
      onFocus={onFocus}
      onBlur={onBlur}
      {...presses}
    >
      {fit &&
        type &&
        Array.from({ length: fit.rows }, (_, row) => (
          <div role="row" key={row} aria-rowindex={row + 1}>
            {Array.from(
              { length: Math.min(fit.columns, fit.count - row * fit.columns) },
              (__, column) => (
                <SlotCell
                  key={column}
                  slot={row * fit.columns + column}
                  layout={fit}
                  type={type}
                  targetSeconds={targetSeconds}
                  mayDecide={mayDecide}
                  rush={rush}
                />
              ),
            )}
          </div>
        ))}
      {overflow > 0 && (
        <span className={styles.overflow} title={words.moreName(overflow)}>
          {words.more(overflow)}
        </span>
      )}
    </div>
  );
}
