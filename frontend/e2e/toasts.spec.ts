import type { Page } from '@playwright/test';
import { card } from './console';
import { expect, expectAccessible, test } from './fixtures';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];

/** The names of all controls that a toast lies over, in part or whole. */
const under = (page: Page, text: RegExp): Promise<string[]> =>
  page
    .getByRole('status')
    .filter({ hasText: text })
    .evaluate((toasts) => {
      const names: string[] = [];
      for (const control of document.querySelectorAll('button, a[href], input, textarea, label, footer, [data-glance]')) {
        const { left, top, right, bottom } = control.getBoundingClientRect();
        if (toasts.contains(control) || right - left <= 1 || !control.checkVisibility({ opacityProperty: true })) continue;
        const isUnder = [left + 3, (left + right) / 2, right - 3].some((x) =>
          [top + 3, (top + bottom) / 2, bottom - 3].some((y) => {
            const met = document.elementsFromPoint(x, y);
            return met.includes(control) && met[0] !== undefined && toasts.contains(met[0]);
          }),
        );
        if (isUnder) names.push(control.getAttribute('aria-label') ?? control.textContent);
      }
      return names;
    });

test.describe('toasts', () => {
  test('lie over none of the console\'s buttons, at any size', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    for (const text of ['Seal is cut', 'Cone is missing', 'Door is open', 'Lamp is out']) await worker.submit(scan, text);
    await admin.call('PATCH', `/scans/${scan.id}`, { version: scan.version, status: 'closed' });
    const page = await admin.enter(scan);
    await page.getByRole('button', { name: 'Manage the scan' }).click();
    await page.getByRole('menuitem', { name: 'Reopen' }).click();
    await expect(page.getByText(/^Reopened\./)).toBeVisible();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await expect(page.getByRole('button', { name: 'Dismiss' })).toBeInViewport({ ratio: 1 });
      await expect.poll(() => under(page, /Reopened\./), `${size.width} wide`).toEqual([]);
    }
    await expectAccessible(page);

    await page.setViewportSize({ width: 1440, height: 900 });
    await expect(card(page, 1)).toBeVisible();
    await expect(async () => {
      // Until the card is painted at the new size, the key only brings it up.
      await page.keyboard.press('b');
      await expect(page.getByLabel('What should be corrected?')).toBeFocused({ timeout: 500 });
    }).toPass();
    for (const height of [900, 760, 620]) {
      await page.setViewportSize({ width: 1440, height });
      await expect.poll(() => under(page, /Reopened\./), `over a note, ${height} high`).toEqual([]);
    }
  });

  test('lie over nothing that a worker writes with, nor over what he reads at a glance', async ({ owner: admin, worker }) => {
    const scan = await admin.openScan();
    const { page } = worker;
    // Said so by a browser whose user has refused it.
    await page.addInitScript(() => Object.defineProperty(Notification, 'permission', { value: 'denied' }));
    for (let number = 0; number < 12; number += 1) await worker.submit(scan, `Seal ${number} is cut`);
    await worker.enter(scan);
    await page.getByRole('button', { name: 'Tell me when it is decided' }).click();
    await expect(page.getByText(/^This browser was told not to show/)).toBeVisible();
    for (const size of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
      await page.setViewportSize(size);
      await expect.poll(() => under(page, /This browser was told/), `${size.width} wide`).toEqual([]);
    }
  });
});
