import { drawer, fact, openFigures } from './figures';
import { expect, test } from './fixtures';

test('while it is open no key decides what lies under it', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan('Quiet gate');
  await worker.submit(scan, 'Door 7');
  const page = await admin.enter(scan);
  await openFigures(page);

  await page.keyboard.press('v');
  await page.keyboard.press('Escape');
  await expect(drawer(page)).toBeHidden();

  expect((await admin.taskOf(scan, 'Door 7')).status).toBe('pending');
  await page.keyboard.press('v');
  await expect.poll(async () => (await admin.taskOf(scan, 'Door 7')).status).toBe('validated');
});

test('it comes back after a cut, and is found by its name', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan('Busy gate');
  const page = await admin.enter(scan);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('statistics');
  await page.keyboard.press('Enter');
  await expect(fact(page, 'Arrivals')).toHaveText('0');

  await page.context().setOffline(true);
  await expect(page.getByText(/Reconnecting|Offline/).first()).toBeAttached();
  await worker.submit(scan, 'Door 7');
  await page.context().setOffline(false);

  await expect(fact(page, 'Arrivals')).toHaveText('1');
});
