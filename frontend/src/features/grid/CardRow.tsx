import { memo } from 'react';
import { BlockCell } from './blocks/BlockCell';
import type { Fit } from './fit';
import { SlotCell, type SlotCellProps } from './SlotCell';

type CardRowProps = Omit<SlotCellProps, 'slot'> & { row: number; layout: Fit };

/** One row of the grid. */
export const CardRow = memo(function CardRow({ row, layout, ...rest }: CardRowProps) {
  const first = row * layout.columns;
  return (
    <div role="row" aria-rowindex={row + 1}>
      {Array.from({ length: Math.min(layout.columns, layout.count - first) }, (_, column) => (
        layout.per > 1 ? (
          <BlockCell key={column} at={first + column} layout={layout} />
        ) : (
          <SlotCell key={column} slot={first + column} layout={layout} {...rest} />
        )
      ))}
    </div>
  );
});
