import type { Fit, Level } from './fit';

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
/** In compact cards the rest of the text begins where the heading has had its two lines. */
const BODY_FROM = 3;
/* Its edge is counted, too: else the last line would lie on the bar of age. */
const WORDED: Measure = { padding: 0.5, rest: 1.25, line: 0.9375 };
/** Beside its number; two lines of them under it do with less. */
const WORDS_FROM = 6;
const STACKED_FROM = { width: 5.25, height: 2.75 };
const NUMBER_FROM = { width: 1.5, height: 0.9375 };
/** For each digit of a number above three. */
const DIGIT = 0.25;

export type Typography = {
  /** Whole lines of text that fit: half a line is never shown. */
  readonly lines: number;
  /** The card is so large that its text should be too. */
  readonly roomy: boolean;
  /** There is room for the author. */
  readonly signed: boolean;
  /** There is room for more than the heading. */
  readonly bodied: boolean;
  /** A chip that has room for a few words: none, beside its number, or in lines under it. */
  readonly words: 'none' | 'beside' | 'under';
  /** The colour of its age is all that it shows of a task: it is too small for a number, or stands for several. */
  readonly bare: boolean;
};

/** Return how the cards of a layout are set. */
export function typography({ count, level, card, rem }: Fit): Typography {
  const width = card.width / rem;
  const height = card.height / rem;
  const roomy = level === 'large' && width >= ROOMY_FROM.width && height >= ROOMY_FROM.height;
  const signed = level !== 'compact' || height >= SIGNED_FROM;
  const { padding, rest, line } = measure(level, roomy, signed);
  const lines = Math.max(1, Math.floor((height - padding - rest) / line));
  return {
    lines,
    roomy,
    signed,
    bodied: level !== 'compact' || lines >= BODY_FROM,
    words: wordsOf(level, width, height),
    bare: level === 'block' || (level === 'tiny' && (width < numberFrom(count) || height < NUMBER_FROM.height)),
  };
}

function measure(level: Level, roomy: boolean, signed: boolean): Measure {
  switch (level) {
    case 'large':
      return roomy ? ROOMY : LARGE;
    case 'full':
      return FULL;
    case 'compact':
      return signed ? COMPACT : UNSIGNED;
    case 'chip':
    case 'tiny':
    case 'block':
      return WORDED;
  }
}

/** How wide a card is in which the numbers of so many can be read. */
function numberFrom(count: number): number {
  return NUMBER_FROM.width + DIGIT * Math.max(0, String(count).length - 3);
}

function wordsOf(level: Level, width: number, height: number): Typography['words'] {
  if (level !== 'chip') return 'none';
  if (width >= STACKED_FROM.width && height >= STACKED_FROM.height) return 'under';
  return width >= WORDS_FROM ? 'beside' : 'none';
}
