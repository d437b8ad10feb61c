import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { aScan, aTask } from '@/testing/make';
import { renderDesk } from './renderDesk';
import { words } from './words';

const tasks = [1, 2, 3].map((number) => aTask({ id: `t${number}`, number, seq: number }));
const me = { id: 'me', name: 'Ada' };

afterEach(() => {
  vi.useRealTimers();
});

test('what went well is said for a while, what others had decided until it is closed', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
  const connection = await renderDesk(aScan({ can: ['see', 'moderate'] }), tasks);
  const first = aTask({ id: 't1', number: 1, seq: 10, version: 2, status: 'validated', decided_by: me });
  connection.decideMany.mockResolvedValueOnce({ ok: true, tasks: [first], refused: [] });
  await user.keyboard('sv{Enter}');
  expect(await screen.findByText('1 validated.', { selector: 'footer p' })).toBeInTheDocument();
  vi.advanceTimersByTime(8_000);
  await waitFor(() => expect(screen.queryByText('1 validated.', { selector: 'footer p' })).not.toBeInTheDocument());

  const decided = (number: number, by = me) => aTask({ id: `t${number}`, number, seq: 20 + number, version: 2, status: 'validated', decided_by: by });
  const error = { code: 'version_conflict', message: 'Somebody else was faster.', final: true, retry: false };
  const lost = { task_id: 't3', error, task: decided(3, { id: 'bo', name: 'Bo' }) };
  connection.decideMany.mockResolvedValueOnce({ ok: true, tasks: [decided(2)], refused: [lost] });
  await user.keyboard('{Control>}a{/Control}v{Enter}');
  const changed = await screen.findByRole('list', { name: words.many.changedName });
  vi.advanceTimersByTime(60_000);
  await user.keyboard('{Shift}');
  expect(changed).toBeInTheDocument();
});

test('what was taken back offers no undo: that would be of an older verdict', async () => {
  const user = userEvent.setup();
  const connection = await renderDesk(aScan({ can: ['see', 'moderate'] }), tasks);
  connection.decideMany.mockImplementation(({ action }) => {
    const now = action === 'reopen' ? { version: 3, seq: 20 } : { version: 2, seq: 10, status: 'validated' as const, decided_by: me };
    return Promise.resolve({ ok: true, tasks: tasks.map((task) => ({ ...task, ...now, seq: now.seq + task.number })), refused: [] });
  });
  await user.keyboard('{Control>}a{/Control}v{Enter}');
  expect(await screen.findByText('3 validated.', { selector: 'footer p' })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: /^Undo/ })).toBeEnabled();
  await user.keyboard('u');
  expect(await screen.findByText('3 undone.', { selector: 'footer p' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^Undo/ })).not.toBeInTheDocument();
});
