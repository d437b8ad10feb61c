import type { Fit } from '../fit';
import type { Typography } from '../typography';
import type { Palette } from './palette';
import { faceStyle, type FaceStyle } from './style';

/** All that is the same for every card of one layout. */
export type Scene = {
  readonly layout: Fit;
  readonly type: Typography;
  readonly style: FaceStyle;
  readonly palette: Palette;
  /** Pixels of the screen to one of the page. */
  readonly ratio: number;
};

/** Finer than this nobody sees, and each step costs four times the work. */
const FINEST = 2;

export function sceneOf(layout: Fit, type: Typography, palette: Palette, devicePixelRatio: number): Scene {
  return { layout, type, palette, style: faceStyle(layout, type), ratio: Math.min(FINEST, devicePixelRatio) };
}
