import { useState } from 'react';
import type { Fit, Point } from './fit';
import { slotAt } from './geometry';
import type { GridController } from './gridController';

/** What draws the eye to one card: the pointer over it, a finger on it, or the focus. */
type Draw =
  | { readonly by: 'pointer'; readonly at: Point }
  | { readonly by: 'finger'; readonly id: string }
  | { readonly by: 'focus' };

export type Spot = { readonly by: Draw['by']; readonly slot: number };

/** Follow pointer, finger and focus over the grid. `away` holds until one of them moves on. */
export function useSpot(grid: GridController, layout: Fit | null, current: string | null) {
  const [draw, setDraw] = useState<Draw | null>(null);
  const slot = draw && layout && slotOf(draw, grid, layout, current);

  return {
    /** The slot that is looked at closely now. */
    spot: draw !== null && slot !== null ? { by: draw.by, slot } : null,
    pointer: (at: Point) =>
      setDraw((before) => {
        const under = layout && slotAt(layout, at);
        const isSame = before?.by === 'pointer' && layout && slotAt(layout, before.at) === under;
        return isSame ? before : { by: 'pointer', at };
      }),
    finger: (id: string | null) => setDraw(id === null ? null : { by: 'finger', id }),
    focus: () => setDraw({ by: 'focus' }),
    away: () => setDraw(null),
  };
}

function slotOf(draw: Draw, grid: GridController, layout: Fit, current: string | null): number | null {
  if (draw.by === 'pointer') return slotAt(layout, draw.at);
  const id = draw.by === 'finger' ? draw.id : current;
  return id === null ? null : grid.slotOf(id);
}
