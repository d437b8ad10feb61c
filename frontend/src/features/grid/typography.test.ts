import { describe, expect, test } from 'vitest';
import { levelOf, type Fit } from './fit';
import { typography } from './typography';

const set = (width: number, height: number) => {
  const card = { width, height };
  const layout: Fit = {
    count: 1,
    per: 1,
    columns: 1,
    rows: 1,
    card,
    gap: 0,
    pane: card,
    rem: 16,
    level: levelOf(card, 16),
  };
  return typography(layout);
};

describe('typography', () => {
  test('counts whole lines only', () => {
    // 180 pixels less the padding (28), the rows above and below (60): 92 hold three lines of 24.
    expect(set(320, 180).lines).toBe(3);
    expect(set(320, 204).lines).toBe(4);
  });

  test('lets a second line of text go before the author', () => {
    expect(set(150, 85)).toMatchObject({ signed: false, lines: 2 });
    expect(set(150, 87)).toMatchObject({ signed: true, lines: 2 });
  });

  test('sets a lone card larger', () => {
    expect(set(1090, 730).roomy).toBe(true);
    expect(set(540, 360).roomy).toBe(false);
  });

  test('gives a chip the words it has room for', () => {
    expect(set(60, 40).words).toBe('none');
    expect(set(96, 40).words).toBe('beside');
    expect(set(90, 40).words).toBe('none');
    expect(set(118, 58)).toMatchObject({ words: 'under', lines: 2 });
    expect(set(90, 58)).toMatchObject({ words: 'under', lines: 2 });
  });

  test('shows no number where it could not be read', () => {
    expect(set(32, 20).bare).toBe(false);
    expect(set(22, 13).bare).toBe(true);
  });
});
