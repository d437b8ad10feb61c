import { act, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FakeConnection } from '@/testing/fakeConnection';
import { aScan, aTask } from '@/testing/make';
import { renderDesk } from './renderDesk';

const scan = aScan({ can: ['see', 'moderate'], refusal_reasons: ['Seen already', 'Too blurred to read'], reasons_version: 4 });
const task = (number: number) => aTask({ id: `t${number}`, number, seq: number, text: `Badge ${number}` });

let connection: FakeConnection;
beforeEach(async () => {
  connection = await renderDesk(scan, [task(1), task(2), task(3)]);
  connection.decide.mockImplementation(() => new Promise(() => undefined));
});

const card = (number: number) => screen.getByRole('gridcell', { name: new RegExp(`^Task ${number},`) });
const question = () => screen.queryByRole('group', { name: 'Why is it refused?' });
const verdicts = () => connection.decide.mock.calls.map(([verdict]) => verdict);
const refused = (id: string, reason?: string) => ({
  task_id: id,
  version: 1,
  action: 'refuse',
  ...(reason && { reason, ...(scan.refusal_reasons.includes(reason) && { reasons_version: scan.reasons_version }) }),
});

describe('where a scan offers reasons', () => {
  test('R asks, and a digit answers', async () => {
    const user = userEvent.setup();
    act(() => card(2).focus());
    await user.keyboard('r');
    expect(verdicts()).toEqual([]);
    expect(question()).toHaveFocus();
    await user.keyboard('2');
    expect(verdicts()).toEqual([refused('t2', 'Too blurred to read')]);
    expect(question()).not.toBeInTheDocument();
    expect(card(1)).toHaveFocus();
  });

  test('R again gives none, Enter the last one', async () => {
    const user = userEvent.setup();
    act(() => card(1).focus());
    await user.keyboard('r{Enter}');
    expect(verdicts()).toEqual([]);
    await user.keyboard('r');
    await user.keyboard('r1');
    await user.keyboard('r{Enter}');
    expect(verdicts()).toEqual([refused('t1'), refused('t2', 'Seen already'), refused('t3', 'Seen already')]);
  });

  test('a digit without a reason does nothing, and neither do keys of the desk', async () => {
    const user = userEvent.setup();
    act(() => card(1).focus());
    await user.keyboard('r7');
    expect(verdicts()).toEqual([]);
    expect(question()).toBeInTheDocument();
  });

  test('O takes one’s own words', async () => {
    const user = userEvent.setup();
    act(() => card(1).focus());
    await user.keyboard('ro');
    expect(screen.getByLabelText('Reason for refusing')).toHaveFocus();
    await user.keyboard('r1 of 2{Enter}');
    expect(verdicts()).toEqual([refused('t1', 'r1 of 2')]);
  });

  test('Esc goes back, step by step, and the hand is where it was', async () => {
    const user = userEvent.setup();
    act(() => card(2).focus());
    await user.keyboard('ro{Escape}');
    expect(question()).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(question()).not.toBeInTheDocument();
    expect(card(2)).toHaveFocus();
    await user.keyboard('1');
    expect(verdicts()).toEqual([]);
  });

  test('R asks at the card, the panel’s button in the panel', async () => {
    const user = userEvent.setup();
    const panel = screen.getByRole('complementary');
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 1000);
    act(() => card(2).focus());
    await user.keyboard('r');
    expect(question()).toHaveTextContent('#2');
    expect(panel).not.toContainElement(question());
    await user.click(within(panel).getByRole('button', { name: 'Refuse' }));
    expect(panel).toContainElement(question());
  });

  test('each has a button', async () => {
    const user = userEvent.setup();
    // A task that has only just come into the panel takes no press.
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 1000);
    act(() => card(1).focus());
    await user.click(within(screen.getByRole('complementary')).getByRole('button', { name: 'Refuse' }));
    await user.click(screen.getByRole('button', { name: 'Seen already' }));
    expect(verdicts()).toEqual([refused('t1', 'Seen already')]);
  });

  test('the button on a card asks about that card', () => {
    const press = { pointerId: 1, isPrimary: true, button: 0 };
    const button = within(card(3)).getByRole('button', { name: 'Refuse' });
    fireEvent.pointerDown(button, press);
    fireEvent.pointerUp(button, press);
    expect(verdicts()).toEqual([]);
    expect(question()).toBeInTheDocument();
    fireEvent.keyDown(question() ?? document.body, { key: '1', code: 'Digit1' });
    expect(verdicts()).toEqual([refused('t3', 'Seen already')]);
  });

  test('who is choosing goes on with what he reads; the next question has the new list', async () => {
    const user = userEvent.setup();
    act(() => card(1).focus());
    await user.keyboard('r');
    act(() => connection.say({ name: 'scan_updated', scan: { ...scan, name: 'Dock', version: 2, refusal_reasons: ['Drill', 'Fog'], reasons_version: 5 } }));
    expect(screen.getByRole('button', { name: 'Too blurred to read' })).toBeInTheDocument();
    await user.keyboard('2');
    expect(verdicts()).toEqual([refused('t1', 'Too blurred to read')]);
    await user.keyboard('r');
    expect(await screen.findByRole('button', { name: 'Fog' })).toBeInTheDocument();
    await user.keyboard('2');
    expect(verdicts().at(-1)).toEqual({ ...refused('t2', 'Fog'), reasons_version: 5 });
  });

  test('what another decides meanwhile takes the question away, and the focus stays at the card', async () => {
    const user = userEvent.setup();
    act(() => card(1).focus());
    await user.keyboard('r');
    expect(question()).toHaveFocus();
    await act(async () => {
      const decided = { ...task(1), status: 'validated' as const, version: 2, seq: 4, decided_by: { id: 'bo', name: 'Bo' } };
      connection.say({ name: 'task_updated', scan_id: scan.id, task: decided });
      await new Promise(requestAnimationFrame);
    });
    expect(question()).not.toBeInTheDocument();
    expect(screen.getByRole('gridcell', { name: /^Task 1, validated/ })).toHaveFocus();
    await user.keyboard('1');
    expect(verdicts()).toEqual([]);
  });

  test('moving on leaves the question behind', async () => {
    const user = userEvent.setup();
    act(() => card(1).focus());
    await user.keyboard('r');
    act(() => card(2).focus());
    expect(question()).not.toBeInTheDocument();
    await user.keyboard('1');
    expect(verdicts()).toEqual([]);
  });
});
