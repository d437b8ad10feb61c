import { memo, useLayoutEffect, useRef } from 'react';
import { cx } from '@/lib/cx';
import { waitsSince } from '@/live/wait';
import { actsOf, Card } from './Card';
import { useCardFacts, useCountedAs, useDesk, useDimmed, useIsCurrent, useSelected, useSlot, useTicking } from './deskContext';
import type { Fit } from './fit';
import { place } from './geometry';
import { headed } from './heading';
import { moveFrom } from './motion';
import type { Typography } from './typography';
import { words } from './words';
import styles from './Grid.module.css';

export type SlotCellProps = {
  slot: number;
  layout: Fit;
  type: Typography;
  targetSeconds: number;
  mayDecide: boolean;
  rush: boolean;
  /** Its picture is on the canvas below: here it is only for the focus and its name. */
  painted: boolean;
};

/** One slot of the grid: it listens to its own seat, and stands where the fit says. */
export const SlotCell = memo(function SlotCell({ slot, layout, type, ...rest }: SlotCellProps) {
  const { targetSeconds, mayDecide, rush, painted } = rest;
  const { desk, decides } = useDesk();
  const view = useSlot(slot);
  const id = view?.id ?? null;
  const { task, deciding, claimedBy, like } = useCardFacts(id);
  const current = useIsCurrent(id);
  const as = useCountedAs(task?.status ?? 'pending');
  const dimmed = useDimmed(task);
  const selected = useSelected(id);
  const cell = useRef<HTMLDivElement>(null);
  const { x, y } = place(layout, slot);
  const minutes = useTicking((clock) => (task ? Math.floor(clock.since(waitsSince(task)) / 60_000) : 0));
  const from = view?.from ?? null;
  const heading = task ? headed(task.text).heading.trim() : '';
  // The second press of a double click must not bring back what the first has decided.
  const takesPresses = view?.leaving === false && deciding === null;

  useLayoutEffect(() => {
    if (from && cell.current && !painted) moveFrom(cell.current, from, { x, y }, layout.count);
    // Only a re-fit moves a card, and each one makes a new `from`.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the rest is of this very re-fit
  }, [from]);

  useLayoutEffect(() => {
    // Where nothing but what it lies in has the focus, the card that shows the ring takes it: its keys work at once.
    const free = decides && document.activeElement?.contains(cell.current) === true;
    if (current && (desk.handInGrid || free)) cell.current?.focus({ preventScroll: true });
  }, [current, decides, desk]);

  return (
    <div
      ref={cell}
      role="gridcell"
      className={cx(styles.cell, painted && styles.painted)}
      style={{
        transform: `translate(${x}px, ${y}px)`,
        width: layout.card.width,
        height: layout.card.height,
      }}
      aria-colindex={(slot % layout.columns) + 1}
      aria-label={task ? words.cardName(task, as, minutes, heading, claimedBy, like) : undefined}
      tabIndex={task ? (current ? 0 : -1) : undefined}
      data-level={layout.level}
      data-current={current ? '' : undefined}
      data-task={takesPresses ? task?.id : undefined}
      data-version={task?.version}
      aria-selected={task ? selected : undefined}
      data-dimmed={dimmed ? '' : undefined}
    >
      {task && !painted && (
        <Card
          key={task.id}
          task={task}
          level={layout.level}
          type={type}
          targetSeconds={targetSeconds}
          deciding={deciding}
          claimedBy={claimedBy}
          like={like}
          leaving={view?.leaving === true}
          entering={view?.arrived === true && !rush}
          current={current}
          acts={actsOf(decides, mayDecide)}
        />
      )}
    </div>
  );
});
