import { AWKWARD, counter, isNarrow, panel } from './console';
import { expect, test } from './fixtures';

test('awkward texts stand in the console as they were typed, and none of them runs', async ({ admin, worker }) => {
  test.slow();
  const texts = Object.values(AWKWARD);
  const scan = await admin.openScan('Awkward texts');
  await worker.flood(scan, texts);

  const { page } = admin;
  const ran: string[] = [];
  page.on('dialog', async (dialog) => {
    ran.push(dialog.message());
    await dialog.dismiss();
  });
  page.on('pageerror', (error) => ran.push(error.message));
  await admin.enter(scan);
  await expect(counter(page, 'waiting')).toHaveText(String(texts.length));
  await page.getByRole('gridcell', { name: /^Task \d+, waiting/ }).first().focus();
  if (isNarrow(page)) await page.keyboard.press('Enter');

  const shown: (string | null)[] = [];
  while (shown.length < texts.length) {
    shown.push(await panel(page).getByTestId('task-text').evaluate((element) => element.textContent));
    await page.keyboard.press('ArrowRight');
  }
  expect(shown.sort()).toEqual(texts.toSorted());
  expect(ran).toEqual([]);
  expect(await page.locator('main script, main img, main iframe, main style, main a[href^="javascript"]').count()).toBe(0);
});
