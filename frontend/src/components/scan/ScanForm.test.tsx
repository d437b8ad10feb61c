import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { Problem } from '@/lib/problem';
import { ScanForm, type ScanValues } from './ScanForm';

const initial: ScanValues = { name: 'Gate sweep', instructions: '', target_seconds: 60, refusal_reasons: ['Seen already'], grace_seconds: 0, guests: false, stacking: true };

function open(failure: unknown = null) {
  const onSubmit = vi.fn<(values: ScanValues) => void>();
  render(
    <>
      <ScanForm id="scan" initial={initial} failure={failure} onSubmit={onSubmit} />
      <button form="scan">Save</button>
    </>,
  );
  return { onSubmit, user: userEvent.setup(), save: () => screen.getByRole('button', { name: 'Save' }) };
}

test('reasons are added, changed and removed; an empty one is left out', async () => {
  const { onSubmit, user, save } = open();
  const add = screen.getByRole('button', { name: 'Add a reason' });
  await user.click(add);
  await user.paste('Too blurred');
  await user.click(add);
  await user.click(add);
  await user.paste('  Not here ');
  await user.click(screen.getByLabelText('Reason 1'));
  await user.paste(' today');
  await user.click(screen.getByRole('button', { name: 'Remove reason 2' }));
  await user.click(save());
  expect(onSubmit).toHaveBeenCalledWith({ ...initial, refusal_reasons: ['Seen already today', 'Not here'] });
});

test('Enter leads from a reason to the next, and saves nothing', async () => {
  const { onSubmit, user } = open();
  await user.click(screen.getByLabelText('Reason 1'));
  await user.keyboard('{Enter}');
  expect(screen.getByLabelText('Reason 2')).toHaveFocus();
  await user.keyboard('Too blurred{Enter}Not here{Enter}{Enter}');
  expect(screen.getByLabelText('Reason 4')).toHaveFocus();
  expect(screen.queryByLabelText('Reason 5')).not.toBeInTheDocument();
  await user.click(screen.getByLabelText('Reason 1'));
  await user.keyboard('{Enter}');
  expect(screen.getByLabelText('Reason 2')).toHaveFocus();
  expect(onSubmit).not.toHaveBeenCalled();
});

test('nine are enough: each has a digit', async () => {
  const { user } = open();
  for (let count = 1; count < 9; count += 1) await user.click(screen.getByRole('button', { name: 'Add a reason' }));
  expect(screen.getByLabelText('Reason 9')).toHaveFocus();
  expect(screen.queryByRole('button', { name: 'Add a reason' })).not.toBeInTheDocument();
});

test('one is named once, and not too long', async () => {
  const { onSubmit, user, save } = open();
  await user.click(screen.getByRole('button', { name: 'Add a reason' }));
  await user.paste('Seen already');
  await user.click(save());
  expect(screen.getByText('Name each reason once.')).toBeInTheDocument();
  await user.clear(screen.getByLabelText('Reason 2'));
  await user.click(screen.getByLabelText('Reason 2'));
  await user.paste('x'.repeat(121));
  await user.click(save());
  expect(screen.getByText('Each reason takes at most 120 characters.')).toBeInTheDocument();
  expect(onSubmit).not.toHaveBeenCalled();
});

test('what the server says of one reason is shown', () => {
  const errors = [{ field: 'refusal_reasons.0', message: 'has a character that cannot be kept' }];
  open(new Problem(422, { code: 'invalid', detail: 'no', errors }));
  expect(screen.getByText(/has a character that cannot be kept/)).toBeInTheDocument();
});

test('what says the same is shown unless nobody wants it', async () => {
  const { onSubmit, user, save } = open();
  await user.click(screen.getByRole('switch', { name: /says the same/ }));
  await user.click(save());
  expect(onSubmit.mock.calls).toEqual([[{ ...initial, stacking: false }]]);
});

test('a verdict is held back for whole seconds, at most 30', async () => {
  const { onSubmit, user, save } = open();
  const grace = screen.getByLabelText(/undo a verdict/);
  for (const wrong of ['31', '-1', '1.5', 'soon', '']) {
    await user.clear(grace);
    if (wrong) await user.type(grace, wrong);
    await user.click(save());
    expect(screen.getByText(/at most 30/)).toBeVisible();
  }
  await user.clear(grace);
  await user.type(grace, '10');
  await user.click(save());
  expect(onSubmit.mock.calls).toEqual([[{ ...initial, grace_seconds: 10 }]]);
});
