import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Counts, ScanSummary } from '@/live/protocol.gen';
import { SummaryFacts } from './SummaryFacts';

const NONE = { validated: 0, refused: 0, returned: 0 };

function show(counts: Counts, ever: Partial<ScanSummary['ever']> = {}, more: Partial<ScanSummary> = {}) {
  const summary: ScanSummary = {
    scan: { id: 's', name: 'Gate sweep', status: 'closed', owner: { id: 'a', name: 'Ada' }, target_seconds: 180, created_at: '2026-01-01T00:00:00Z' },
    counts,
    workers: 3,
    ever: { verdicts: NONE, reopened: 0, resubmitted: 0, ...ever },
    reasons: [],
    deciders: [],
    validated_most: [],
    ...more,
  };
  return render(<SummaryFacts summary={summary} />);
}

test('equal counts of a summary are equal shares', () => {
  show({ pending: 1, validated: 5, refused: 1, returned: 1 });
  const shares = screen.getAllByText(/ %$/).map(({ textContent }) => Number.parseInt(textContent, 10));
  expect(shares).toEqual([13, 63, 13, 13]);
});

test('nothing has no shares, and where nothing was decided nothing is said of verdicts', () => {
  show({ pending: 0, ...NONE });
  expect(screen.queryByText(/%/)).not.toBeInTheDocument();
  expect(screen.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual(['What the tasks are now']);
});

test('a verdict that was undone is given, though no task has it', () => {
  show({ pending: 1, ...NONE }, { verdicts: { ...NONE, refused: 1 }, reopened: 1 });
  const given = screen.getByRole('region', { name: 'Verdicts given' });
  expect(given).toHaveTextContent(/refused.*1.*undone.*1/);
});

test('of the only task it is said once when it came', () => {
  const times = { first_at: '2026-01-01T00:00:07Z', last_at: '2026-01-01T00:00:07Z' };
  const { container, unmount } = show({ pending: 1, ...NONE }, {}, times);
  expect(screen.getByText('Its task came')).toBeInTheDocument();
  expect(container.querySelectorAll(`time[datetime="${times.first_at}"]`)).toHaveLength(1);
  unmount();
  show({ pending: 2, ...NONE }, {}, times);
  expect(screen.getByText('First and last task')).toBeInTheDocument();
});
