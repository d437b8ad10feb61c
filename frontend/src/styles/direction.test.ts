import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = join(import.meta.dirname, '..');
const SHEETS = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.css'));

/** A declaration that stays where it is when the page is turned round, and so would be at the wrong side. */
type Declaration = { property: string; value: string; says: string; selector: string };

function declarationsOf(css: string): Declaration[] {
  const found = css.matchAll(/([^{}]*)\{([^{}]*)\}/g);
  return Array.from(found).flatMap(([, selector = '', body = '']) =>
    Array.from(body.matchAll(/([\w-]+)\s*:\s*([^;]+);([^\n]*)/g), ([, property = '', value = '', says = '']) => ({
      property,
      value: value.trim(),
      says,
      selector: selector.trim(),
    })),
  );
}

/** The parts of a value, functions in one piece. */
const partsOf = (value: string) => value.match(/(?:[^\s(]+\((?:[^()]|\([^()]*\))*\)|[^\s()]+)/g) ?? [];

const isNought = (length: string | undefined) => length === undefined || /^-?0(px|%)?$/.test(length);

function isOneSided({ property, value }: Declaration): boolean {
  if (/(^|-)(left|right)(-|$)/.test(property)) return true;
  if (/^(text-align|float|clear|transform-origin|caption-side)$/.test(property)) return /\b(left|right)\b/.test(value);
  if (/^(margin|padding|inset|scroll-margin|scroll-padding|border-width)$/.test(property)) {
    const [, right, , left] = partsOf(value);
    return left !== undefined && left !== right;
  }
  if (property === 'border-radius') {
    const [first, second = first, third = first, fourth = second] = partsOf(value);
    return first !== second || third !== fourth;
  }
  if (property === 'translate') return !isNought(partsOf(value)[0]);
  if (property === 'transform') return /translateX|translate\(\s*[^0]/.test(value);
  if (/^(background|background-image|mask|mask-image)$/.test(property)) return /-?(90|270)deg|to (left|right)/.test(value);
  return property === 'box-shadow' && value.split(',').some((shadow) => !isNought(partsOf(shadow.replace('inset', ''))[0]) && /^\s*(inset )?-?[\d.]+px/.test(shadow));
}

// Either the other direction has a rule of its own, or the line says why it needs none.
const isAnswered = (one: Declaration, all: readonly Declaration[]) =>
  /\/\*.*\b(left|right)\b.*\*\//.test(one.says) ||
  all.some(({ selector, property }) => selector.includes(':dir(rtl)') && property === one.property);

test.each(SHEETS)('%s reads as well from right to left', (file) => {
  const all = declarationsOf(readFileSync(join(SOURCE, file), 'utf8'));
  const found = all.filter((one) => isOneSided(one) && !isAnswered(one, all));
  expect(found.map(({ selector, property, value }) => `${selector} { ${property}: ${value} }`)).toEqual([]);
});

test('what keeps its side is found', () => {
  const css = `
    .a { margin-left: 1px; }
    .b { padding: 1px 2px 3px 4px; }
    .c { text-align: right; }
    .d { translate: -50%; }
    .e { background: linear-gradient(90deg, red, blue); }
    .f { border-radius: 4px 4px 0 4px; }
    .g { left: 0; }
    .h { box-shadow: inset 3px 0 0 red; }
    .i { padding: 1px 2px 3px; margin-inline-start: 4px; translate: 0 4px; border-radius: 4px 4px 0 0; box-shadow: 0 1px 2px red; }
  `;
  expect(declarationsOf(css).filter(isOneSided).map(({ selector }) => selector)).toEqual(['.a', '.b', '.c', '.d', '.e', '.f', '.g', '.h']);
});
