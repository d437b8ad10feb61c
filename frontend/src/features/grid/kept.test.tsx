import { act, cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { aScan, aTask } from '@/testing/make';
import { renderDesk } from './renderDesk';

// What a moderator types is there again when the page is loaded anew.
const scan = aScan({ can: ['see', 'moderate'] });
const card = () => screen.getByRole('gridcell', { name: /^Task 1,/ });
const note = () => screen.getByLabelText('What should be corrected?');
const reason = () => screen.getByLabelText('Reason for refusing');

async function open(version = 1) {
  cleanup();
  await renderDesk(scan, [aTask({ id: 't1', number: 1, seq: version, version })]);
  act(() => card().focus());
  return userEvent.setup();
}

beforeEach(() => sessionStorage.clear());

test('a note is kept for the version that it was typed for', async () => {
  const user = await open();
  await user.keyboard('bwhich gate');

  const again = await open();
  await again.keyboard('b');
  expect(note()).toHaveValue('which gate');

  const later = await open(2);
  await later.keyboard('b');
  expect(note()).toHaveValue('');
});

test('a reason of one’s own is in its field again', async () => {
  const user = await open();
  await user.click(screen.getByRole('button', { name: 'Add a reason' }));
  await user.type(reason(), 'Too blurred');

  await open();

  expect(reason()).toHaveValue('Too blurred');
});
