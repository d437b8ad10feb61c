import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { aScan, aTask } from '@/testing/make';
import { renderDesk } from './renderDesk';

const tasks = [1, 2, 3].map((number) => aTask({ id: `t${number}`, number, seq: number }));
const me = { id: 'me', name: 'Ada' };

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
  expect(await screen.findByText('3 taken back.', { selector: 'footer p' })).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /^Undo/ })).not.toBeInTheDocument();
});
