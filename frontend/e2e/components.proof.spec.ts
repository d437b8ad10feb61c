import type { Page } from '@playwright/test';
import { expectAccessible } from './fixtures';
import { expectReadable } from './layout';
import { expect, test } from './proof';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** Open what floats over the page, one thing after the other. */
async function openEach(page: Page, look: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'Open a dialog' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('button', { name: 'Open a menu' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await look();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await page.getByRole('button', { name: 'Show a toast' }).click();
  await expect(page.getByText('Task 12 was refused by Bo.')).toBeVisible();
  await look();
}

test.slow();

for (const colorScheme of ['dark', 'light'] as const) {
  for (const size of SIZES) {
    test(`every component stands in nobody’s way, ${colorScheme}, ${size.width} wide`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize(size);
      await page.goto('/ui');
      await expect(page.getByRole('heading', { name: 'Cards, large' })).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      await expectAccessible(page);
      await openEach(page, () => expectAccessible(page));
    });
  }
}

for (const disguise of [null, 'longer', 'mirrored'] as const) {
  test.describe(`words ${disguise ?? 'as they are'}`, () => {
    test.use({ disguise });

    test('every component has room for them', async ({ page }) => {
      await page.goto('/ui');
      await expect(page.getByRole('heading', { name: 'Cards, large' })).toBeVisible();
      await expectReadable(page, 'the page of components', SIZES);
    });
  });
}
