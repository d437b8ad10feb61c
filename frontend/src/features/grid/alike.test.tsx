import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import type { TaskStack, TaskView } from '@/live/protocol.gen';
import type { FakeConnection } from '@/testing/fakeConnection';
import { aScan, aTask } from '@/testing/make';
import { renderDesk } from './renderDesk';

const scan = aScan({ can: ['see', 'moderate', 'edit'] });
const task = (number: number) => aTask({ id: `t${number}`, number, seq: number, text: `Badge ${number}` });

let connection: FakeConnection;

beforeEach(async () => {
  connection = await renderDesk(scan, [task(1), task(2), task(3)]);
});

const card = (number: number) => screen.getByRole('gridcell', { name: new RegExp(`^Task ${number},`) });
const panel = () => screen.getByRole('complementary', { name: 'Task in focus' });
const hear = (event: Parameters<FakeConnection['say']>[0]) =>
  act(async () => {
    connection.say(event);
    await new Promise(requestAnimationFrame);
  });
const arrive = (given: TaskView) => hear({ name: 'new_task', scan_id: scan.id, task: given });
const alike = (tasks: string[], more: Partial<TaskStack> = {}) =>
  hear({ name: 'stacks', scan_id: scan.id, stacks: [{ id: '1.1', tasks, ...more }] });
const others = () => within(panel()).findByRole('region', { name: 'Others that say the same' });

test('P62 tasks that say the same share a mark, and the panel lists the others with the words that differ', async () => {
  await alike(['t1', 't3']);
  expect(card(1)).toHaveAccessibleName(/2 alike/);
  expect(card(3)).toHaveTextContent('2 alike');
  expect(card(2)).not.toHaveTextContent('alike');
  const note = await others();
  expect(note).toHaveTextContent('1 other that waits says the same');
  await waitFor(() => expect(within(note).getByRole('insertion')).toHaveTextContent('3'));
});

test('P62 tasks that say the same are selected with D, and one verdict is for each of them as it was seen', async () => {
  const user = userEvent.setup();
  connection.decideMany.mockResolvedValue({ ok: true, tasks: [], refused: [] });
  await alike(['t1', 't3']);
  await others();
  await user.keyboard('d');
  expect([1, 2, 3].map((number) => card(number).getAttribute('aria-selected'))).toEqual(['true', 'false', 'true']);
  await user.keyboard('d');
  expect(card(1)).toHaveAttribute('aria-selected', 'false');

  await user.click(screen.getByRole('button', { name: /^Select all 2/ }));
  await arrive(task(4));
  await alike(['t4']);
  await user.keyboard('v');

  const tasks = [
    { task_id: 't1', version: 1 },
    { task_id: 't3', version: 1 },
  ];
  expect(connection.decideMany.mock.calls).toEqual([[{ tasks, action: 'validate' }]]);
});

test('P62 tasks that say the same are left alone by D where there are none', async () => {
  await userEvent.setup().keyboard('d');
  expect(card(1)).toHaveAttribute('aria-selected', 'false');
});

test('P63 tasks that say the same say with which reason one like them was refused', async () => {
  const decided = { task_id: 't9', number: 9, text: 'Badge one', status: 'refused' as const, at: '2026-01-02T03:04:05Z', reason: 'Known since Monday' };
  await alike(['t1'], { decided });
  expect(card(1)).toHaveTextContent('refused before');
  const note = await others();
  expect(note).toHaveTextContent('One like it was refused before #9');
  expect(note).toHaveTextContent('Known since Monday');
  expect(within(note).queryByRole('button')).not.toBeInTheDocument();

  await alike([]);
  expect(card(1)).not.toHaveTextContent('before');
});

test('P64 tasks that say the same are not spoken of where the scan does without', async () => {
  await alike(['t1', 't3']);
  await hear({ name: 'scan_updated', scan: { ...scan, version: scan.version + 1, stacking: false } });
  expect(card(1)).not.toHaveTextContent('alike');
});
