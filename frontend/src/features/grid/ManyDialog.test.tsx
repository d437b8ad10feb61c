import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { aScan, aTask } from '@/testing/make';
import { renderDesk } from './renderDesk';

const scan = aScan({ can: ['see', 'moderate'], refusal_reasons: ['Seen already', 'Too blurred to read'], reasons_version: 4 });
const tasks = (count: number) => Array.from({ length: count }, (_, index) => aTask({ id: `t${index}`, number: index + 1, seq: index + 1 }));

/** Press keys in one go: the page gets no moment to fetch anything between them. */
const press = (...keys: string[]) =>
  keys.forEach((key) => fireEvent.keyDown(document.activeElement ?? document.body, { key, code: /\d/.test(key) ? `Digit${key}` : undefined }));
const selectAll = () => fireEvent.keyDown(document.activeElement ?? document.body, { key: 'a', ctrlKey: true });

describe('what is asked about many', () => {
  test('hears the very next key: a digit gives its reason', async () => {
    const connection = await renderDesk(scan, tasks(3));
    selectAll();
    press('r', '2');
    const seen = tasks(3).map(({ id, version }) => ({ task_id: id, version }));
    expect(connection.decideMany.mock.calls).toEqual([[{ tasks: seen, action: 'refuse', reason: 'Too blurred to read', reasons_version: 4 }]]);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  test('hears the very next key: Enter is sure, Esc is not', async () => {
    const connection = await renderDesk(scan, tasks(30));
    selectAll();
    press('v', 'Escape');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(connection.decideMany).not.toHaveBeenCalled();
    press('v');
    expect(screen.getByRole('button', { name: 'Validate 30 tasks' })).toHaveFocus();
    await act(() => userEvent.setup({ delay: null }).keyboard('{Enter}'));
    expect(connection.decideMany.mock.calls[0]?.[0]).toMatchObject({ action: 'validate', tasks: { length: 30 } });
  });
});
