import type { Fit } from './fit';

/** What the type of a card needs, in rem: padding, the rows above and below the text, one line. */
type Measure = { readonly padding: number; readonly rest: number; readonly line: number };

const LARGE: Measure = { padding: 1.75, rest: 3.75, line: 1.5 };
const ROOMY: Measure = { padding: 3.5, rest: 5.25, line: 2 };
const FULL: Measure = { padding: 1.25, rest: 3.375, line: 1.25 };
const COMPACT: Measure = { padding: 0.75, rest: 2.375, line: 1.125 };
const UNSIGNED: Measure = { padding: 0.75, rest: 1.25, line: 1.125 };

const ROOMY_FROM = { width: 38, height: 20 };
/** Two lines of text come before the author. */
const SIGNED_FROM = 5.375;
const WORDS_FROM = 6;

export type Typography = {
  /** Whole lines of text that fit: half a line is never shown. */
  readonly lines: number;
  /** The card is so large that its text should be too. */
  readonly roomy: boolean;
  /** There is room for the author. */
  readonly signed: boolean;
  /** A chip that has room for a few words. */
  readonly worded: boolean;
};

/** Return how the cards of a layout are set. */
export function typography({ level, card, rem }: Fit): Typography {
  const width = card.width / rem;
  const height = card.height / rem;
  const roomy = level === 'large' && width >= ROOMY_FROM.width && height >= ROOMY_FROM.height;
  const signed = level !== 'compact' || height >= SIGNED_FROM;
  const small = level === 'chip' || level === 'tiny';
  const { padding, rest, line } = small ? UNSIGNED : measure(level, roomy, signed);
  return {
    lines: Math.max(1, Math.floor((height - padding - rest) / line)),
    roomy,
    signed,
    worded: level === 'chip' && width >= WORDS_FROM,
  };
}

function measure(level: 'large' | 'full' | 'compact', roomy: boolean, signed: boolean): Measure {
  if (level === 'large') return roomy ? ROOMY : LARGE;
  if (level === 'full') return FULL;
  return signed ? COMPACT : UNSIGNED;
}
