import { act, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aScan, aTask } from '@/testing/make';
import { renderDesk } from './renderDesk';

const scan = aScan({ can: ['see', 'moderate'], target_seconds: 180 });

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true, now: Date.parse('2026-01-02T03:10:00Z') }));
afterEach(() => void vi.useRealTimers());

test('a task that came again has waited since then', async () => {
  const task = aTask({ created_at: '2026-01-02T03:00:00Z' });
  const connection = await renderDesk(scan, [task]);
  const card = screen.getByRole('gridcell', { name: /^Task 1,/ });
  const panel = screen.getByRole('complementary', { name: 'Task in focus' });
  expect(card.querySelector('[data-late]')).not.toBeNull();

  const again = { ...task, version: 3, seq: 3, round: 2, waiting_since: '2026-01-02T03:09:00Z' };
  act(() => connection.say({ name: 'task_updated', scan_id: scan.id, task: again }));
  await act(() => vi.advanceTimersByTimeAsync(1000));
  expect(card).toHaveAccessibleName(/^Task 1, waiting 1 minute/);
  expect(card.querySelector('[data-late]')).toBeNull();
  expect(within(card).getByText(/^1 min [0-9] s$/)).toBeVisible();
  expect(within(panel).getByText(/^1 min [0-9] s$/)).toBeVisible();
});
