import type { Fit } from '../fit';
import type { Typography } from '../typography';

/** The measures of a card's face in rem, as Card.module.css sets them. */
export type FaceStyle = {
  readonly radius: number;
  readonly padX: number;
  readonly padY: number;
  readonly bar: number;
  readonly mark: number;
  /** The row with the number, above the text: its height and its type. */
  readonly head: number;
  readonly headSize: number;
  readonly gap: number;
  readonly heading: number;
  readonly body: number;
  readonly line: number;
  readonly author: number;
};

const LARGE: FaceStyle = {
  radius: 0.75, padX: 1, padY: 0.875, bar: 0.1875, mark: 1, head: 1.25, headSize: 0.8125, gap: 0.375,
  heading: 1.125, body: 1, line: 1.5, author: 0.8125,
};
const ROOMY: FaceStyle = {
  ...LARGE, padX: 2, padY: 1.75, headSize: 0.875, gap: 0.75, heading: 1.75, body: 1.25, line: 2, author: 0.875,
};
const FULL: FaceStyle = {
  ...LARGE, padX: 0.75, padY: 0.625, head: 1.125, gap: 0.25, heading: 0.875, body: 0.8125, line: 1.25,
};
const COMPACT: FaceStyle = {
  ...FULL, radius: 0.5, padX: 0.625, padY: 0.375, head: 1, headSize: 0.75, gap: 0.125, heading: 0.8125, line: 1.125,
  author: 0.75,
};
const CHIP: FaceStyle = {
  ...COMPACT, padX: 0.4375, padY: 0.25, bar: 0.125, headSize: 0.8125, gap: 0.3125, heading: 0.75, body: 0.75, line: 0.9375,
};
const TINY: FaceStyle = { ...CHIP, radius: 0.25, padX: 0, headSize: 0.75 };
const BARE: FaceStyle = { ...TINY, radius: 0.125 };
const BLOCK: FaceStyle = { ...TINY, radius: 0.25, padX: 0.25, padY: 0.25 };

/** Rounder than this a small cell would be a dot. */
const ROUNDEST = 0.25;

/** Return the measures of a layout's cards in pixels. */
export function faceStyle({ level, rem, card }: Fit, { roomy, bare }: Typography): FaceStyle {
  const byLevel = { large: roomy ? ROOMY : LARGE, full: FULL, compact: COMPACT, chip: CHIP, tiny: bare ? BARE : TINY, block: BLOCK };
  const inRem = byLevel[level];
  // Every measure of the table is a number, and stays one.
  const style = Object.fromEntries(Object.entries(inRem).map(([name, size]) => [name, size * rem])) as FaceStyle;
  return { ...style, radius: Math.min(style.radius, card.height * ROUNDEST) };
}
