import { isNarrow } from './console';
import { expect, test } from './fixtures';

test('the bar says how fast tasks come, and how long the one in the middle has waited', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan('Busy gate');
  const page = await admin.enter(scan);
  // A list of terms; each figure is under its own.
  const figure = (name: string) => page.getByLabel('Pace of this scan').locator('div').filter({ hasText: name }).locator('dd');
  if (isNarrow(page)) {
    await expect(figure('arrivals/s')).toHaveCount(0);
    return;
  }
  await expect(figure('arrivals/s')).toHaveText('0');
  await expect(figure('median wait')).toHaveText('–');
  await worker.flood(scan, Array.from({ length: 30 }, (_, number) => `seal ${number}`));
  await expect(figure('arrivals/s')).toHaveText(/^[1-3]/);
  await expect(figure('median wait')).toHaveText(/^\d+ s$/);
  // Ten seconds after the last one nothing comes any more, and all still wait.
  await expect(figure('arrivals/s')).toHaveText('0');
  await expect(figure('median wait')).toHaveText(/^[1-5]\d s$|^1 min/);

  // What has the least to do with the next verdict goes first where there is no room.
  await page.setViewportSize({ width: 1380, height: 800 });
  await expect(figure('median wait')).toBeHidden();
  await expect(figure('arrivals/s')).toBeVisible();
  await page.setViewportSize({ width: 1200, height: 800 });
  await expect(figure('arrivals/s')).toBeHidden();
});
