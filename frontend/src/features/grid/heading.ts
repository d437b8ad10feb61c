import { withoutTurns } from '@/lib/bidi';

const HEADING_MAX = 90;
/** A lower-case letter after it means an abbreviation, not an end. */
const SENTENCE_END = /[.!?…]["'”’)\]]*(?=\s+[^\s\p{Ll}])|[。！？]/u;

/** A text in two parts. One after the other they are the text, as it may be shown. */
export type Headed = { readonly heading: string; readonly body: string };

/**
 * Split a text into its heading and the rest: the first line or, where it ends earlier, the first
 * sentence; at most 90 characters, cut between words where there are any. White space
 * between the two belongs to the heading, so that both can stand as blocks.
 */
export function headed(typed: string): Headed {
  const text = withoutTurns(typed);
  const start = text.search(/\S/u);
  if (start === -1) return { heading: text, body: '' };
  const line = /^[^\n]*/u.exec(text.slice(start))?.[0] ?? '';
  const sentence = SENTENCE_END.exec(line);
  const wanted = sentence ? line.slice(0, sentence.index + sentence[0].length) : line;
  const end = start + shortened(wanted).length;
  const space = /^[^\S\n]*\n?/u.exec(text.slice(end))?.[0] ?? '';
  return { heading: text.slice(0, end + space.length), body: text.slice(end + space.length) };
}

function shortened(line: string): string {
  // No line has more characters than units, and counting characters is dear.
  if (line.length <= HEADING_MAX) return line;
  const characters = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment);
  if (characters.length <= HEADING_MAX) return line;
  const cut = characters.slice(0, HEADING_MAX).join('');
  const words = /^.*\S(?=\s)/su.exec(cut)?.[0];
  return words ?? cut;
}
