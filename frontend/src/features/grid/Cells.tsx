import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { CardRow } from './CardRow';
import { useFocused } from './deskContext';
import { capacityOf } from './fit';
import { HoverCard } from './HoverCard';
import type { SlotCellProps } from './SlotCell';

const loadCanvas = () => import('./canvas/CanvasLayer');
const CanvasLayer = lazy(loadCanvas);
/** From so many cards on the canvas is fetched, so that it is there when it is needed. */
const CANVAS_SOON = 60;
/** With more cards than this it would cost too much to keep them until their picture is there. */
const KEPT_UP_TO = 240;

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

  const kept = useKept(painted && layout.per === 1 && layout.count <= KEPT_UP_TO, painted);
  const hasElements = !painted || kept.now;
  return (
    <>
      {hasElements && Array.from({ length: layout.rows }, (_, row) => <CardRow key={row} row={row} {...cells} painted={false} />)}
      {painted && (
        <Suspense>
          <CanvasLayer layout={layout} type={type} targetSeconds={targetSeconds} onThere={kept.end} />
        </Suspense>
      )}
      {!hasElements && <FocusedRow {...cells} />}
      {painted && hovered !== null && (
        <HoverCard slot={hovered} layout={layout} type={type} targetSeconds={targetSeconds} mayDecide={mayDecide} />
      )}
    </>
  );
}

/** The cards stay below their picture until it is there: where nothing was shown before, nothing is kept. */
function useKept(mayKeep: boolean, painted: boolean) {
  const [isCovered, setCovered] = useState(painted);
  if (!painted && isCovered) setCovered(false);
  const end = useCallback(() => setCovered(true), []);
  return { now: mayKeep && !isCovered, end };
}

/** The cells that assistive technology can walk; beyond them the keys lead on. */
function FocusedRow(cells: Omit<SlotCellProps, 'slot'>) {
  const row = Math.floor((useFocused() ?? 0) / cells.layout.columns);
  // Another row, other elements: then the focus moves, and is announced.
  return <CardRow key={row} row={row} {...cells} />;
}
