import { cards, counter, panel } from './console';
import { expect, test } from './fixtures';

test('a verdict can be looked up and taken back', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan();
  const task = await worker.submit(scan, 'decided too fast');
  await worker.submit(scan, 'waits');
  const page = await admin.enter(scan);
  await admin.decide(task, 'refuse', 'Too blurred.');
  await page.getByRole('button', { name: 'Task 1, refused' }).click();
  await expect(panel(page)).toContainText(`Refused by ${admin.name}`);
  await expect(panel(page)).toContainText('Too blurred.');
  await expect(async () => {
    await panel(page).getByRole('button', { name: 'Reopen' }).click({ timeout: 1000 });
    await expect(counter(page, 'waiting')).toHaveText('2', { timeout: 700 });
  }).toPass();
  await expect(cards(page)).toHaveCount(2);
});
