import type { Page } from '@playwright/test';
import { card } from './console';
import { expect, test, uniqueName } from './fixtures';
import { composer } from './portal';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const scrolled = (page: Page) => page.evaluate(() => window.scrollY);

test.describe('whoever goes from page to page', () => {
  test('begins at the top and at the heading, with keys and a screen reader too', async ({ admin }) => {
    const { page } = admin;
    const name = uniqueName('Gate');
    await admin.openScan(name);
    for (let n = 1; n <= 12; n += 1) await admin.openScan();
    await page.goto('/admin');
    await expect(page.getByRole('link', { name })).toBeVisible();
    // The browser itself begins a page that it loads.
    await expect(page.locator('body')).toBeFocused();

    await page.getByRole('link', { name }).scrollIntoViewIfNeeded();
    await expect.poll(() => scrolled(page)).toBeGreaterThan(100);
    await page.getByRole('button', { name: `Account of ${admin.name}` }).press('Enter');
    await page.getByRole('menuitem', { name: 'Activity' }).press('Enter');
    await expect(heading(page, 'Activity')).toBeFocused();
    expect(await scrolled(page)).toBe(0);

    await page.goBack();
    await expect(heading(page, 'Scans')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.locator('main a, main button').first()).toBeFocused();
  });

  test('has the cards under his keys in a scan, also where the first is still to come', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan(uniqueName('Gate'));
    const { page } = admin;
    await page.goto('/admin');
    await page.getByRole('link', { name: scan.name }).press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
    await worker.submit(scan, 'Seal 88-214 is cut');
    await expect(card(page, 1)).toBeFocused();
  });

  test('finds the scan in which he suggests', async ({ owner: admin, worker }) => {
    await worker.enter(await admin.openScan('Gate sweep'));
    const { page } = worker;
    await page.getByRole('link', { name: 'TaskStream' }).press('Enter');
    await expect(heading(page, 'My scans')).toBeFocused();
    await page.getByRole('link', { name: 'Gate sweep' }).press('Enter');
    await expect(composer(page)).toBeVisible();
    await expect(heading(page, 'Gate sweep')).toBeFocused();
  });
});
