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

function linear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance, as WCAG 2.2 defines it. */
const luminance = ([red, green, blue]: Colour) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

function contrast(a: Colour, b: Colour): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

type Matrix = readonly [Colour, Colour, Colour];

const dot = (a: Colour, b: Colour) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const times = (rows: Matrix, colour: Colour): Colour => [dot(rows[0], colour), dot(rows[1], colour), dot(rows[2], colour)];

// How linear light looks to whom one kind of cone is missing: Machado, Oliveira and Fernandes,
// "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), severity 1.
const EYES: readonly (readonly [string, Matrix])[] = [
  ['every cone', [[1, 0, 0], [0, 1, 0], [0, 0, 1]]],
  ['protanopia', [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]],
  ['deuteranopia', [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]],
  ['tritanopia', [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]]],
];

// Oklab, where equal distances look equally far (Ottosson, https://bottosson.github.io/posts/oklab/).
const TO_CONES: Matrix = [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]];
const TO_OKLAB: Matrix = [[0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099], [0.0259040371, 0.7827717662, -0.808675766]];

const each = ([a, b, c]: Colour, change: (value: number) => number): Colour => [change(a), change(b), change(c)];
const clipped = (value: number) => Math.min(1, Math.max(0, value));

function seen(colour: Colour, eye: Matrix): Colour {
  return times(TO_OKLAB, each(times(TO_CONES, each(times(eye, each(colour, linear)), clipped)), Math.cbrt));
}

const distance = (a: Colour, b: Colour) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
// Two just noticeable differences. Each state has a shape of its own besides.
const TOLD_APART = 0.04;

const SURFACES = ['bg-0', 'bg-1', 'bg-2', 'bg-3'];
const TEXT = ['tx-0', 'tx-1', 'accent', 's-wait', 's-ok', 's-no', 's-back', 's-warn'];
const STATES = ['s-wait', 's-ok', 's-no', 's-back', 's-warn'];
const HEAT = Array.from({ length: 8 }, (_, step) => `age-${step}`);

const pairs = (front: readonly string[], back: readonly string[]) => front.flatMap((f) => back.map((b) => [f, b] as const));

describe.each([
  ['dark', tokensOf(':root:not([data-theme="light"]), [data-theme="dark"] {')],
  ['light', tokensOf(':root, [data-theme="light"] {')],
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
    ...pairs(['on-ok'], ['s-ok', 's-no', 's-back', 's-warn', 'accent', 'tx-0']),
  ])('can be read: %s on %s', (front, back) => {
    expect(contrast(of(front), of(back))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(EYES)('tells the states apart: %s', (_, eye) => {
    const states = STATES.map((name) => ({ name, colour: seen(of(name), eye) }));
    const alike = states.flatMap((a, at) =>
      states.slice(at + 1).filter((b) => distance(a.colour, b.colour) < TOLD_APART).map((b) => `${a.name} and ${b.name}`),
    );
    expect(alike).toEqual([]);
  });

  it.each([...pairs(['line-strong', 'focus'], SURFACES), ...pairs(HEAT, ['bg-0'])])(
    'can be seen: %s on %s',
    (front, back) => {
      expect(contrast(of(front), of(back))).toBeGreaterThanOrEqual(3);
    },
  );
});
