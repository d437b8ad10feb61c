import { card, cards, counter } from './console';
import { expect, expectAccessible, test } from './fixtures';

test.describe('the keys of the console', () => {
  test('are all told by one of them, and by a button', async ({ admin, worker }) => {
    const scan = await admin.openScan();
    await worker.submit(scan, 'gate is open');
    const page = await admin.enter(scan);
    await expect(card(page, 1)).toBeFocused();
    await page.keyboard.press('?');
    const overlay = page.getByRole('dialog', { name: 'All keys' });
    await expect(overlay).toContainText('Take back your last verdict');
    for (const theme of ['dark', 'light']) {
      await page.locator('html').evaluate((html, name) => (html.dataset.theme = name), theme);
      await expectAccessible(page);
    }
    // A verdict key decides nothing behind it.
    await page.keyboard.press('v');
    await page.keyboard.press('Escape');
    await expect(overlay).toHaveCount(0);
    await expect(card(page, 1)).toBeFocused();
    await page.getByRole('button', { name: 'All keys' }).click();
    await expect(overlay).toBeVisible();
    expect((await admin.tasks(scan)).map(({ status }) => status)).toEqual(['pending']);
  });

  test('fill the screen with the grid, and give it back', async ({ admin, worker }) => {
    const scan = await admin.openScan();
    await worker.submit(scan, 'gate is open');
    const page = await admin.enter(scan);
    await expect(cards(page)).toHaveCount(1);
    const button = page.getByRole('button', { name: 'Full screen' });
    await expect(card(page, 1)).toBeFocused();
    await page.keyboard.press('f');
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    expect(await page.evaluate(() => document.fullscreenElement?.tagName)).toBe('HTML');
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'false');
  });

  test('are on every button that has one', async ({ admin, worker }) => {
    const scan = await admin.openScan();
    await worker.submit(scan, 'gate is open');
    const page = await admin.enter(scan);
    await expect(cards(page)).toHaveCount(1);
    const buttons = page.locator('main, footer').getByRole('button');
    for (const button of await buttons.filter({ has: page.locator('kbd') }).all()) {
      await expect(button).toHaveAttribute('aria-keyshortcuts', /./);
      await expect(button).toHaveAttribute('title', /\(.+\)$/);
    }
    await expect(card(page, 1).getByRole('button', { name: 'Validate' })).toHaveAttribute('title', 'Validate (V)');
  });

  test('of one sign can be switched off, and their hints go with them', async ({ admin, worker }) => {
    const scan = await admin.openScan();
    for (const text of ['gate is open', 'badge is torn']) await worker.submit(scan, text);
    const { page } = admin;
    await page.goto('/account');
    const toggle = page.getByRole('switch', { name: 'Letters and signs are commands' });
    await expect(toggle).toBeChecked();
    await toggle.press('Space');
    await expect(toggle).not.toBeChecked();
    for (const theme of ['dark', 'light']) {
      await page.locator('html').evaluate((html, name) => (html.dataset.theme = name), theme);
      await expectAccessible(page);
    }
    await admin.enter(scan);
    await expect(card(page, 1)).toBeFocused();
    for (const key of ['v', 'r', '/', '?', 's']) await page.keyboard.press(key);
    await page.keyboard.press('ArrowRight');
    await expect(card(page, 2)).toBeFocused();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('gridcell', { selected: true })).toHaveCount(0);
    const validate = page.getByRole('complementary').getByRole('button', { name: 'Validate' });
    await expect(validate).toHaveAttribute('title', 'Validate');
    await expect(page.locator('kbd')).toHaveCount(0);
    expect((await admin.tasks(scan)).map(({ status }) => status)).toEqual(['pending', 'pending']);
    await expect(async () => {
      // A task that has only just come into the panel cannot be decided by a press.
      await validate.click({ timeout: 1000 });
      await expect(counter(page, 'validated')).toHaveText('1', { timeout: 700 });
    }).toPass();
  });
});
