import { counter, give, isNarrow, open, panel } from './console';
import { expect, expectAccessible, test } from './fixtures';

test.describe('decisions', () => {
  test('what is sent back is corrected, and comes again as round 2', async ({ admin, worker }) => {
    const scan = await admin.openScan();
    await worker.submit(scan, 'gate is open');
    const [desk, portal] = [await admin.enter(scan), await worker.enter(scan)];
    const item = portal.getByRole('list', { name: 'Your suggestions, oldest first' }).getByRole('listitem');

    await open(desk, 1);
    const sendBack = panel(desk).getByRole('button', { name: 'Send back' });
    const note = panel(desk).getByLabel('What should be corrected?');
    await expect(async () => {
      if (await sendBack.isVisible()) await sendBack.click({ timeout: 500 });
      await expect(note).toBeFocused({ timeout: 500 });
    }).toPass();
    await expectAccessible(desk);
    await note.fill('Which gate?');
    await note.press('Enter');
    await expect(counter(desk, 'sent back')).toHaveText('1');

    await expect(item).toContainText('Which gate?');
    await item.getByRole('button', { name: 'Fix and resend' }).click();
    const correction = item.getByLabel('Your correction');
    await correction.fill('gate 4 is open');
    await portal.reload();
    await expect(correction).toHaveValue('gate 4 is open');
    await expectAccessible(portal);
    await correction.press('Control+Enter');
    await expect(item).toContainText('saved, round 2');
    await expect(correction).toHaveCount(0);

    await expect(counter(desk, 'waiting')).toHaveText('1');
    if (isNarrow(desk)) await open(desk, 1);
    await expect(panel(desk)).toContainText('gate 4 is open');
    await expect(panel(desk)).toContainText('round 2');
    await expect(note).toHaveCount(0);
    await expect(panel(desk)).toContainText('Which gate?');
    await expectAccessible(desk);
  });

  test('one’s own last verdict is taken back, and its author knows', async ({ admin, worker }) => {
    const scan = await admin.openScan();
    await worker.submit(scan, 'gate is open');
    const [desk, portal] = [await admin.enter(scan), await worker.enter(scan)];
    await give(desk, 1, 'Refuse');
    await expect(counter(desk, 'refused')).toHaveText('1');
    if (isNarrow(desk)) await desk.getByRole('button', { name: 'Undo' }).click();
    else await desk.keyboard.press('u');
    await expect(counter(desk, 'waiting')).toHaveText('1');
    await expect(portal.getByRole('listitem').filter({ hasText: 'gate is open' })).toContainText('taken back, being looked at again');
    await expect(desk.getByRole('button', { name: 'Undo' })).toBeDisabled();
  });
});
