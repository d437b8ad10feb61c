import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aScan } from '@/testing/make';
import { SummaryFacts } from './SummaryFacts';

const show = (counts: { pending: number; validated: number; refused: number; returned: number }) =>
  render(<SummaryFacts scan={aScan()} summary={{ counts, workers: 3, reasons: [], deciders: [] }} />);

test('the shares of a summary add up to 100', () => {
  show({ pending: 1, validated: 5, refused: 1, returned: 1 });
  const shares = screen.getAllByText(/ %$/).map(({ textContent }) => Number.parseInt(textContent, 10));
  expect(shares).toEqual([13, 63, 12, 12]);
});

test('nothing has no shares', () => {
  show({ pending: 0, validated: 0, refused: 0, returned: 0 });
  expect(screen.queryByText(/%/)).not.toBeInTheDocument();
});
