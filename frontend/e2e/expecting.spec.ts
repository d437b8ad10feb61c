import { expect, test } from './fixtures';
import { submit } from './portal';

test('a worker is told when to expect a verdict, and nothing of the others', async ({ admin, worker }) => {
  const scan = await admin.openScan('Gate sweep');
  await admin.enter(scan);
  const page = await worker.enter(scan);
  await expect(page.getByText('1 at the desk')).toBeVisible();
  await expect(page.getByText(/usually|yours/)).toHaveCount(0);
  await admin.decide(await worker.submit(scan, 'Seal 88-214 is cut'), 'validate');

  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByText('1 at the desk · usually under a minute')).toBeVisible({ timeout: 15_000 });

  await submit(page, 'Cone is missing at gate 4');
  await expect(page.getByText('1 at the desk · yours in under a minute')).toBeVisible();
});

test('the desk is told once when the wait passes its target', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan('Gate sweep', { target_seconds: 5 });
  const page = await admin.enter(scan);
  const notice = page.getByText('Half of what waits has waited longer than 5 s.');
  await worker.submit(scan, 'Seal 88-214 is cut');

  await expect(notice).toBeVisible({ timeout: 15_000 });
  await expect(notice).toHaveCount(1);
  const figure = page.getByLabel('longer than it should be');
  if ((page.viewportSize()?.width ?? 0) > 1000) await expect(figure).toBeVisible();

  // It goes, and does not come again while that goes on.
  await expect(notice).toHaveCount(0, { timeout: 15_000 });
  await worker.submit(scan, 'Cone is missing at gate 4');
  await expect(page.getByText('Cone is missing at gate 4').first()).toBeVisible();
  await expect(notice).toHaveCount(0);
});
