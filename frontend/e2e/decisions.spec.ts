import { card, counter, give, isNarrow, open, panel } from './console';
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
    await expect(card(desk, 1)).toHaveAccessibleName(/, round 2, gate 4 is open, by/);
    await expect(card(desk, 1)).toContainText(/#1\s*round 2/);
    if (isNarrow(desk)) await open(desk, 1);
    await expect(panel(desk)).toContainText('gate 4 is open');
    await expect(panel(desk)).toContainText('round 2');
    await expect(note).toHaveCount(0);
    await expect(panel(desk)).toContainText('Which gate?');
    const changes = panel(desk).getByRole('group', { name: 'What was changed' });
    await expect(changes).toHaveText('gate  added: 4 . is open');
    await expect(changes.getByRole('insertion')).toBeVisible();
    const history = panel(desk).getByRole('listitem');
    await expect(history.filter({ hasText: 'Sent by' })).toContainText('gate is open');
    await expect(history.filter({ hasText: 'Sent back by' })).toContainText('Which gate?');
    await expect(history.filter({ hasText: 'Corrected by' })).toContainText('round 2');
    await expectAccessible(desk);
  });

  test('a correction is seen whole, with the buttons below it', async ({ owner: admin, worker }) => {
    const scan = await admin.openScan();
    for (const text of ['Seal 88-214 is cut', 'Cone is missing', 'Badge reader is dark']) await worker.submit(scan, text);
    await admin.decide(await worker.submit(scan, 'Gate is open'), 'return', 'Which gate?');
    const portal = await worker.enter(scan);

    await portal.getByRole('button', { name: 'Fix and resend' }).click();
    await expect(portal.getByLabel('Your correction')).toBeFocused();
    await expect(portal.getByRole('button', { name: 'Resend' })).toBeInViewport({ ratio: 1 });

    if (!isNarrow(portal)) return;
    await portal.getByRole('button', { name: 'Later' }).click();
    await portal.setViewportSize({ width: 360, height: 640 });
    await portal.getByRole('button', { name: 'Fix and resend' }).click();
    await expect(portal.getByText('Which gate?').last()).toBeInViewport({ ratio: 1 });
    await expect(portal.getByRole('button', { name: 'Resend' })).toBeInViewport({ ratio: 1 });
  });

  test('a refusal takes one of the scan’s reasons, and its author reads it', async ({ admin, worker }) => {
    const scan = await admin.openScan();
    for (const text of ['gate is open', 'badge is torn']) await worker.submit(scan, text);
    const [desk, portal] = [await admin.enter(scan), await worker.enter(scan)];
    await desk.getByRole('button', { name: 'Manage the scan' }).click();
    await desk.getByRole('menuitem', { name: 'Edit' }).click();
    const add = desk.getByRole('dialog').getByRole('button', { name: 'Add a reason' });
    for (const [index, reason] of ['Seen already', 'Too blurred to read'].entries()) {
      await add.click();
      await desk.getByLabel(`Reason ${index + 1}`, { exact: true }).fill(reason);
    }
    await expectAccessible(desk);
    await desk.getByRole('button', { name: 'Save' }).click();
    await expect(desk.getByRole('dialog')).toHaveCount(0);

    await open(desk, 1);
    const question = panel(desk).getByRole('group', { name: 'Why is it refused?' });
    await expect(async () => {
      const refuse = panel(desk).getByRole('button', { name: 'Refuse' });
      if (await refuse.isVisible()) await refuse.click({ timeout: 500 });
      await expect(question).toBeFocused({ timeout: 500 });
    }).toPass();
    await expectAccessible(desk);
    await desk.keyboard.press('2');
    await expect(counter(desk, 'refused')).toHaveText('1');
    await expect(portal.getByRole('listitem').filter({ hasText: 'gate is open' })).toContainText('Too blurred to read');

    await open(desk, 2);
    await expect(async () => {
      for (const name of ['Refuse', 'Seen already']) {
        const button = panel(desk).filter({ hasText: '#2' }).getByRole('button', { name, exact: true });
        if (await button.isVisible()) await button.click({ timeout: 500 });
      }
      await expect(counter(desk, 'refused')).toHaveText('2', { timeout: 700 });
    }).toPass();
    const reasons = async () => (await admin.tasks(scan)).map(({ text, reason }) => `${text}: ${reason}`).sort();
    await expect.poll(reasons).toEqual(['badge is torn: Seen already', 'gate is open: Too blurred to read']);
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
