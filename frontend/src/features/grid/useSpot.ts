import { useState } from 'react';
import type { Fit, Point } from './fit';
import { placeAt } from './geometry';
import type { GridController } from './gridController';

/** What draws the eye to one card: the pointer over it, a finger on it, or the focus. */
type Draw =
  | { readonly by: 'pointer'; readonly at: Point }
  | { readonly by: 'finger'; readonly id: string }
  | { readonly by: 'focus' };

/** The place that is looked at closely. */
export type Spot = { readonly by: Draw['by']; readonly at: number };

/** Follow pointer, finger and focus over the grid; `focused` is the place that has it. `away` holds until one of them moves on. */
export function useSpot(grid: GridController, layout: Fit | null, focused: number | null) {
  const [draw, setDraw] = useState<Draw | null>(null);
  const at = draw && layout && lookedAt(draw, grid, layout, focused);

  return {
    /** What is looked at closely now. */
    spot: draw !== null && at !== null ? { by: draw.by, at } : null,
    pointer: (to: Point) =>
      setDraw((before) => {
        const under = layout && placeAt(layout, to);
        const isSame = before?.by === 'pointer' && layout && placeAt(layout, before.at) === under;
        return isSame ? before : { by: 'pointer', at: to };
      }),
    finger: (id: string | null) => setDraw(id === null ? null : { by: 'finger', id }),
    focus: () => setDraw({ by: 'focus' }),
    away: () => setDraw(null),
  };
}

function lookedAt(draw: Draw, grid: GridController, layout: Fit, focused: number | null): number | null {
  switch (draw.by) {
    case 'pointer':
      return placeAt(layout, draw.at);
    case 'finger':
      return grid.placeOf(draw.id);
    case 'focus':
      return focused;
  }
}
