import { lazy, Suspense, useEffect } from 'react';
import { CardRow } from './CardRow';
import { useFocused } from './deskContext';
import { capacityOf } from './fit';
import { HoverCard } from './HoverCard';
import type { SlotCellProps } from './SlotCell';

const loadCanvas = () => import('./canvas/CanvasLayer');
const CanvasLayer = lazy(loadCanvas);
/** From so many cards on the canvas is fetched, so that it is there when it is needed. */
const CANVAS_SOON = 60;

type CellsProps = Omit<SlotCellProps, 'slot'> & {
  /** The slot under the pointer, where cards are large enough for buttons. */
  hovered: number | null;
};

/** An element for each card, or one picture of them all and elements for the row with the focus. */
export function Cells({ hovered, ...cells }: CellsProps) {
  const { layout, painted, type, targetSeconds, mayDecide } = cells;
  const soon = capacityOf(layout) >= CANVAS_SOON;
  useEffect(() => {
    if (soon) void loadCanvas();
  }, [soon]);

  if (!painted) return Array.from({ length: layout.rows }, (_, row) => <CardRow key={row} row={row} {...cells} />);
  return (
    <>
      <Suspense>
        <CanvasLayer layout={layout} type={type} targetSeconds={targetSeconds} />
      </Suspense>
      <FocusedRow {...cells} />
      {hovered !== null && (
        <HoverCard slot={hovered} layout={layout} type={type} targetSeconds={targetSeconds} mayDecide={mayDecide} />
      )}
    </>
  );
}

/** The cells that assistive technology can walk; beyond them the keys lead on. */
function FocusedRow(cells: Omit<SlotCellProps, 'slot'>) {
  const row = Math.floor((useFocused() ?? 0) / cells.layout.columns);
  // Another row, other elements: then the focus moves, and is announced.
  return <CardRow key={row} row={row} {...cells} />;
}
