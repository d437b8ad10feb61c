import { faceOf, type Face } from './face';
import type { Fit } from './fit';

export type Layout = {
  /** Null while there is nothing to lay out, or no pane. */
  readonly fit: Fit | null;
  /** How many tasks wait for a slot. */
  readonly overflow: number;
  readonly rush: boolean;
  readonly face: Face;
};

export const NO_LAYOUT: Layout = { fit: null, overflow: 0, rush: false, face: 'cards' };

/** Above so many arrivals in a second nothing enters with an animation. */
const RUSH = 20;

/** Return the layout while so many wait for a slot, and so many came in the last second: the same one if nothing follows. */
export function withTraffic(layout: Layout, overflow: number, arrivals: number): Layout {
  const rush = arrivals > RUSH;
  const face = faceOf(layout.fit, arrivals, layout.face);
  const isSame = overflow === layout.overflow && rush === layout.rush && face === layout.face;
  return isSame ? layout : { ...layout, overflow, rush, face };
}
