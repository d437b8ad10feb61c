import { open, panel } from './console';
import { expect, test } from './fixtures';

test('going back on a phone closes the sheet, and not the scan', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan();
  await worker.submit(scan, 'Seal is cut');
  const page = await admin.enter(scan);
  await open(page, 1);
  await page.goBack();
  await expect(panel(page)).toBeHidden();
  await expect(page).toHaveURL(scan.links.console ?? '');
  await expect(page.getByRole('gridcell', { name: /^Task 1, waiting/ })).toBeVisible();

  // Closed by its button it leaves nothing behind that has to be gone back through.
  await open(page, 1);
  await panel(page).getByRole('button', { name: 'Close' }).click();
  await expect(panel(page)).toBeHidden();
  await expect.poll(() => page.evaluate(() => (history.state as { sheet?: true } | null)?.sheet ?? null)).toBeNull();
});
