import { act, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aScan, aTask } from '@/testing/make';
import { renderDesk } from './renderDesk';

const open = aScan({ can: ['see', 'moderate'], target_seconds: 600 });
const closed = aScan({ ...open, version: 2, status: 'closed', closed_at: '2026-01-02T03:05:30Z' });

const card = () => screen.getByRole('gridcell', { name: /^Task 1,/ });
const panel = () => screen.getByRole('complementary', { name: 'Task in focus' });
const age = () => within(panel()).getByText(/^\d+ min/);

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true, now: Date.parse('2026-01-02T03:05:00Z') }));
afterEach(() => void vi.useRealTimers());

test('in a closed scan what was not decided is said to be so, and grows no older', async () => {
  const connection = await renderDesk(open, [aTask({ created_at: '2026-01-02T03:00:00Z' })]);
  expect(card()).toHaveAccessibleName(/^Task 1, waiting 5 minutes/);
  expect(panel()).toHaveTextContent('waiting');

  act(() => connection.say({ name: 'scan_updated', scan: closed }));
  await act(() => vi.advanceTimersByTimeAsync(40 * 60_000));
  expect(card()).toHaveAccessibleName(/^Task 1, undecided after 5 minutes/);
  expect(panel()).toHaveTextContent('undecided');
  expect(panel()).not.toHaveTextContent('waiting');
  expect(age()).toHaveTextContent('5 min 30 s');

  // Taken up again, it has waited all the while.
  act(() => connection.say({ name: 'scan_updated', scan: { ...open, version: 3 } }));
  await act(() => vi.advanceTimersByTimeAsync(1000));
  expect(card()).toHaveAccessibleName(/^Task 1, waiting 45 minutes/);
});
