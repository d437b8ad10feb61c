import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

type Colour = readonly [number, number, number];
type Tokens = ReadonlyMap<string, Colour>;

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

function tokensOf(selector: string): Tokens {
  const start = css.indexOf(selector);
  const block = css.slice(start, css.indexOf('\n}', start));
  const found = block.matchAll(/--([\w-]+):\s*#([0-9A-Fa-f]{6})\b/g);
  return new Map(Array.from(found, ([, name = '', hex = '']) => [name, colour(hex)]));
}

const byteAt = (hex: string, at: number) => parseInt(hex.slice(at, at + 2), 16);
const colour = (hex: string): Colour => [byteAt(hex, 0), byteAt(hex, 2), byteAt(hex, 4)];

/** Relative luminance, as WCAG 2.2 defines it. */
function luminance([red, green, blue]: Colour): number {
  const linear = (value: number) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function contrast(a: Colour, b: Colour): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const SURFACES = ['bg-0', 'bg-1', 'bg-2', 'bg-3'];
const TEXT = ['tx-0', 'tx-1', 'accent', 's-wait', 's-ok', 's-no', 's-back', 's-warn'];
const STATES = ['s-wait', 's-ok', 's-no', 's-back', 's-warn'];
const HEAT = Array.from({ length: 8 }, (_, step) => `age-${step}`);

const pairs = (front: readonly string[], back: readonly string[]) => front.flatMap((f) => back.map((b) => [f, b] as const));

describe.each([
  ['dark', tokensOf(':root, [data-theme="dark"]')],
  ['light', tokensOf('[data-theme="light"] {')],
])('the %s theme', (_, tokens) => {
  const of = (name: string): Colour => {
    const found = tokens.get(name);
    if (!found) throw new Error(`no token --${name}`);
    return found;
  };

  it.each([
    ...pairs(TEXT, SURFACES),
    // The quietest text stands on the page and on panels, not on raised controls.
    ...pairs(['tx-2'], ['bg-0', 'bg-1', 'bg-2']),
    ...pairs(['tx-0', 'tx-1'], STATES.map((state) => `${state}-bg`)),
    ...STATES.map((state) => [state, `${state}-bg`] as const),
    // What stands on filled buttons and marks.
    ...pairs(['on-ok'], ['s-ok', 's-no', 'accent']),
  ])('can be read: %s on %s', (front, back) => {
    expect(contrast(of(front), of(back))).toBeGreaterThanOrEqual(4.5);
  });

  it.each([...pairs(['line-strong', 'focus'], SURFACES), ...pairs(HEAT, ['bg-0'])])(
    'can be seen: %s on %s',
    (front, back) => {
      expect(contrast(of(front), of(back))).toBeGreaterThanOrEqual(3);
    },
  );
});
