import { describe, expect, it } from 'vitest';
import { asSentence, countCodePoints, formatAge, formatShort, formatWithin, initialsOf } from './format';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

it.each([
  [9999, '9,999'],
  [10_000, '10K'],
  [23_456, '23.5K'],
])('%d in few figures', (value, said) => {
  expect(formatShort(value)).toBe(said);
});

describe('an age', () => {
  it.each([
    [0, '0 s'],
    [999, '0 s'],
    [59 * SECOND, '59 s'],
    [MINUTE, '1 min'],
    [3 * MINUTE + 58 * SECOND, '3 min 58 s'],
    [HOUR - 1, '59 min 59 s'],
    [HOUR, '1 h'],
    [2 * HOUR + 5 * MINUTE, '2 h 5 min'],
    [24 * HOUR, '1 d'],
    [99 * HOUR, '4 d 3 h'],
    // The device's clock is ahead of the server's.
    [-4 * SECOND, '0 s'],
  ])('of %i ms is "%s"', (ms, expected) => {
    expect(formatAge(ms)).toBe(expected);
  });
});

it.each([
  [400, '< 1 s'],
  [SECOND, '1 s'],
  [9_870, '10 s'],
  [13_958, '14 s'],
  [MINUTE - 1, '1 min'],
  [3 * MINUTE, '3 min'],
])('what happened within %i ms did so within "%s"', (ms, expected) => {
  expect(formatWithin(ms)).toBe(expected);
});

describe('a length', () => {
  it.each([
    ['', 0],
    ['plain', 5],
    ['👩‍🚒', 3],
    ['𝒳', 1],
    ['é', 1],
  ])('of %j is counted in code points, as the server counts', (text, expected) => {
    expect(countCodePoints(text)).toBe(expected);
  });
});

describe('initials', () => {
  it.each([
    ['ada', 'A'],
    ['S. Okafor', 'SO'],
    ['ada lovelace king', 'AK'],
    ['李 雷', '李雷'],
  ])('of %s are %s', (name, expected) => {
    expect(initialsOf(name)).toBe(expected);
  });
});

describe("the server's words", () => {
  it('become a sentence', () => {
    expect(asSentence('use 8 characters or more')).toBe('Use 8 characters or more.');
    expect(asSentence('This is one.')).toBe('This is one.');
  });
});
