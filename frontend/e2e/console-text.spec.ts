import { AWKWARD, cards, isNarrow, panel } from './console';
import { expect, test } from './fixtures';

const PER_WORKER = 25;

test('awkward texts stand in the console as they were typed, and none of them runs', async ({ admin, newWorker }) => {
  test.slow();
  const texts = Object.values(AWKWARD);
  const scan = await admin.openScan('Awkward texts');
  for (let from = 0; from < texts.length; from += PER_WORKER) {
    const worker = await newWorker();
    for (const text of texts.slice(from, from + PER_WORKER)) await worker.submit(scan, text);
  }

  const { page } = admin;
  const ran: string[] = [];
  page.on('dialog', async (dialog) => {
    ran.push(dialog.message());
    await dialog.dismiss();
  });
  page.on('pageerror', (error) => ran.push(error.message));
  await admin.enter(scan);
  await expect(cards(page)).toHaveCount(texts.length);
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
