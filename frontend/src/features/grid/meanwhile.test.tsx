import { act, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FakeConnection } from '@/testing/fakeConnection';
import { aScan, aTask } from '@/testing/make';
import { renderDesk } from './renderDesk';

// Another admin decides the task about which something is being typed.
const plain = aScan({ can: ['see', 'moderate'] });
const withReasons = aScan({ ...plain, refusal_reasons: ['Seen already'], reasons_version: 4 });
const task = (number: number) => aTask({ id: `t${number}`, number, seq: number, text: `Badge ${number}` });

let connection: FakeConnection;
const enter = async (scan = plain) => {
  connection = await renderDesk(scan, [task(1), task(2), task(3)]);
  connection.decide.mockImplementation(() => new Promise(() => undefined));
  const user = userEvent.setup();
  act(() => card(1).focus());
  return user;
};
const becomes = (change: Partial<ReturnType<typeof task>>) =>
  act(async () => {
    connection.say({ name: 'task_updated', scan_id: plain.id, task: { ...task(1), ...change } });
    await new Promise(requestAnimationFrame);
  });
const isValidated = () => becomes({ status: 'validated', version: 2, seq: 4, decided_by: { id: 'bo', name: 'Bea Boss' } });
const waitsAgain = () => becomes({ version: 3, seq: 5 });

const card = (number: number) => screen.getByRole('gridcell', { name: new RegExp(`^Task ${number},`) });
const panel = () => screen.getByRole('complementary', { name: 'Task in focus' });
const note = () => screen.getByLabelText('What should be corrected?');
const reason = () => screen.getByLabelText('Reason for refusing');
const KEPT = 'Meanwhile validated by Bea Boss. What you typed is still here.';

describe('a task that another admin decides while one types', () => {
  test('leaves the note where it is, and no letter of it decides anything', async () => {
    const user = await enter();
    await user.keyboard('bplease say ');
    await isValidated();
    await user.keyboard('now in river');
    expect(note()).toHaveFocus();
    expect(note()).toHaveValue('please say now in river');
    expect(note()).toHaveAccessibleDescription(KEPT);
    await user.keyboard('{Enter}');
    expect(within(panel()).getByRole('button', { name: 'Send back' })).toBeDisabled();
    expect(connection.decide).not.toHaveBeenCalled();
  });

  test('is not said to have left words that were never typed', async () => {
    await enter();
    await isValidated();
    expect(panel()).toHaveTextContent('validated');
    expect(screen.queryByText(/What you typed/)).toBeNull();
  });

  test('leaves a reason of one’s own at the card, and no letter of it decides anything', async () => {
    const user = await enter(withReasons);
    await user.keyboard('rovery ');
    await isValidated();
    await user.keyboard('very blurred, never{Enter}');
    expect(reason()).toHaveFocus();
    expect(reason()).toHaveValue('very very blurred, never');
    expect(reason()).toHaveAccessibleDescription(KEPT);
    expect(connection.decide).not.toHaveBeenCalled();
  });

  test('leaves the reason in the panel, and no letter of it decides anything', async () => {
    const user = await enter();
    await user.click(within(panel()).getByRole('button', { name: 'Add a reason' }));
    await user.keyboard('very ');
    await isValidated();
    await user.keyboard('never');
    expect(reason()).toHaveFocus();
    expect(reason()).toHaveValue('very never');
    expect(reason()).toHaveAccessibleDescription(KEPT);
    expect(connection.decide).not.toHaveBeenCalled();
  });

  test('and that waits again takes what was typed', async () => {
    const user = await enter();
    await user.keyboard('bwhich ');
    await isValidated();
    await waitsAgain();
    await user.keyboard('gate?{Enter}');
    expect(connection.decide.mock.calls).toEqual([[{ task_id: 't1', action: 'return', version: 3, reason: 'which gate?' }]]);
  });

  test('lets go with Esc, and the keys go on at the card', async () => {
    const user = await enter();
    await user.keyboard('bplease');
    await isValidated();
    await user.keyboard('{Escape}');
    expect(screen.queryByLabelText('What should be corrected?')).not.toBeInTheDocument();
    expect(card(1)).toHaveFocus();
    await user.keyboard('{ArrowRight}v');
    expect(connection.decide.mock.calls).toEqual([[{ task_id: 't2', action: 'validate', version: 1 }]]);
  });
});

describe('who leaves a card', () => {
  beforeEach(async () => {
    await enter(withReasons);
  });
  const question = () => screen.queryByRole('group', { name: 'Why is it refused?' });

  test('leaves its question, and the next R asks anew', async () => {
    const user = userEvent.setup();
    await user.keyboard('r');
    act(() => card(2).focus());
    await user.keyboard('v');
    expect(card(1)).toHaveFocus();
    expect(question()).not.toBeInTheDocument();
    await user.keyboard('r');
    expect(question()).toHaveFocus();
    expect(connection.decide.mock.calls).toEqual([[{ task_id: 't2', action: 'validate', version: 1 }]]);
  });

  test('leaves its note, too: the words are there when he asks for it again', async () => {
    const user = userEvent.setup();
    await user.keyboard('bplease say');
    fireEvent.pointerDown(card(2));
    act(() => card(2).focus());
    act(() => card(1).focus());
    expect(screen.queryByLabelText('What should be corrected?')).not.toBeInTheDocument();
    expect(card(1)).toHaveFocus();
    await user.keyboard('b');
    expect(note()).toHaveValue('please say');
  });
});
