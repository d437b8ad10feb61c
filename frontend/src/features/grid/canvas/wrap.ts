export type Measure = (text: string) => number;

const ELLIPSIS = '…';

/**
 * Break a text into lines no wider than `width`, `most` of them; what is left over ends in an
 * ellipsis. Lines break where words do, and within a word that is wider than a line. White space
 * in a row counts as one, a line feed ends a line.
 */
export function wrap(text: string, width: number, most: number, measure: Measure): string[] {
  const lines: string[] = [];
  for (const paragraph of text.trim().split(/\s*\n\s*/u)) {
    let line = '';
    for (const word of paragraph.split(/\s+/u)) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (measure(longer) <= width) {
        line = longer;
        continue;
      }
      if (line !== '') lines.push(line);
      line = word;
      while (measure(line) > width && lines.length <= most) {
        const head = fitting(line, width, measure);
        lines.push(head);
        line = line.slice(head.length);
      }
      if (lines.length > most) break;
    }
    if (line !== '') lines.push(line);
    if (lines.length > most) break;
  }
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  return [...kept.slice(0, -1), elided(`${kept.at(-1) ?? ''}${ELLIPSIS}`, width, measure)];
}

/** Return a text on one line, with an ellipsis where it does not fit. */
export function elided(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text;
  return `${fitting(text, width - measure(ELLIPSIS), measure).trimEnd()}${ELLIPSIS}`;
}

/** The longest beginning that fits, one character at least. */
function fitting(text: string, width: number, measure: Measure): string {
  const characters = Array.from(text);
  let low = 1;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(characters.slice(0, middle).join('')) <= width) low = middle;
    else high = middle - 1;
  }
  return characters.slice(0, low).join('');
}
