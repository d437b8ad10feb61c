import { readStored } from './stored';

/**
 * How words may be disguised, so that one sees what other languages will do to the pages. `longer`: accented, in
 * brackets, and longer by two fifths, as German is. `mirrored`: written from right to left, and the pages with them.
 */
export type Disguise = 'longer' | 'mirrored';

const KEY = 'taskstream.disguise';
const LONGER = 1.4;
const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á', c: 'ç', e: 'é', i: 'í', n: 'ñ', o: 'ö', s: 'š', u: 'ü', y: 'ý', z: 'ž',
  A: 'Å', C: 'Ç', E: 'É', I: 'Í', N: 'Ñ', O: 'Ö', S: 'Š', U: 'Ü', Y: 'Ý', Z: 'Ž',
};
// The signs that let all between them run from right to left, whatever its letters.
const [RIGHT_TO_LEFT, AS_BEFORE] = ['\u202e', '\u202c'];
export const [OPENING, CLOSING] = ['⟦', '⟧'];

function disguise(): Disguise | null {
  const found = readStored(KEY);
  return found === 'longer' || found === 'mirrored' ? found : null;
}

/** Turn the page round where its words are. Before anything is drawn. */
export function mirrorPage(): void {
  if (disguise() === 'mirrored') document.documentElement.dir = 'rtl';
}

/** The same catalogue, its words disguised if this browser is told so: those that it holds and those that it makes. */
export function disguised<Words extends object>(words: Words): Words {
  const way = disguise();
  if (way === null) return words;
  // Every value takes the place of one of its own kind.
  return changed(words, CHANGES[way]) as Words;
}

/** What a page in disguise says for these words, so that a test finds them on it. */
export const inDisguise = (text: string, way: Disguise | null): string => (way === null ? text : CHANGES[way](text));

function changed(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (typeof value === 'function') {
    // A catalogue's functions take what they are about, and return words.
    const make = value as (...about: unknown[]) => unknown;
    return (...about: unknown[]) => changed(make(...about), change);
  }
  if (Array.isArray(value)) return value.map((one) => changed(one, change));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, changed(one, change)]));
  }
  return value;
}

/** Vowels are said twice, one after the other, until it is long enough: words grow where languages make them grow. */
function longer(text: string): string {
  if (text === '') return '';
  let missing = Math.ceil(text.length * (LONGER - 1));
  const grown = Array.from(text, (letter) => {
    const shown = ACCENTED[letter] ?? letter;
    if (missing === 0 || !/[aeiou]/.test(letter)) return shown;
    missing -= 1;
    return shown + shown;
  });
  return `${OPENING}${grown.join('')}${'é'.repeat(missing)}${CLOSING}`;
}

// The signs hold to the end of a line only.
const mirrored = (text: string): string => text.replace(/.+/g, `${RIGHT_TO_LEFT}$&${AS_BEFORE}`);

const CHANGES: Readonly<Record<Disguise, (text: string) => string>> = { longer, mirrored };
