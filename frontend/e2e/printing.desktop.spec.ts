import { expect, test, uniqueName } from './fixtures';

test('the list of tasks is printed whole, dark on white whatever the theme', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan();
  await worker.flood(scan, Array.from({ length: 120 }, (_, index) => `seal ${index + 1}`));
  const { page } = admin;
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`/admin/scans/${scan.id}/tasks`);
  const rows = page.locator('[data-task]');
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeLessThan(120);

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  // As the browser does before it takes the picture.
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await expect(rows).toHaveCount(120);
  const [first, last, paper] = await Promise.all([rows.first().boundingBox(), rows.last().boundingBox(), page.locator('html').boundingBox()]);
  expect((last?.y ?? 0) - (first?.y ?? 0)).toBeGreaterThan(119 * 20);
  // Nothing is cut off at the end of the screen.
  expect(paper?.height ?? 0).toBeGreaterThan(last?.y ?? Infinity);
  expect(await page.locator('html').evaluate((html) => getComputedStyle(html).backgroundColor)).toBe('rgb(255, 255, 255)');

  await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect.poll(() => rows.count()).toBeLessThan(120);
});

test('the list of scans is printed without what can only be pressed', async ({ admin }) => {
  const name = uniqueName('East stairs');
  await admin.openScan(name);
  const { page } = admin;
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.goto('/admin');
  await expect(page.getByRole('link', { name })).toBeVisible();
  await expect(page.getByRole('button', { name: 'New scan' })).toBeHidden();
  await expect(page.getByRole('searchbox')).toBeHidden();
});
