import { expect, test } from './fixtures';

const BACKGROUND = { dark: 'rgb(6, 10, 18)', light: 'rgb(238, 243, 250)' };

for (const theme of ['dark', 'light'] as const) {
  test(`before any script has come the page shows whose it is, and it stays there until there is a page: ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    let letScripts!: () => void;
    let letForm!: () => void;
    const scripts = new Promise<void>((resolve) => (letScripts = resolve));
    const form = new Promise<void>((resolve) => (letForm = resolve));
    await page.route('**/assets/*.js', async (route) => {
      await scripts;
      if (/\/(AuthFrame|LoginPage)/.test(route.request().url())) await form;
      await route.continue();
    });
    await page.goto('/login', { waitUntil: 'commit' });
    const splash = page.locator('#splash');
    // Before the styles have come there is nothing to be seen, whatever stands there.
    await expect(page.locator('html')).toHaveCSS('background-color', BACKGROUND[theme]);
    await expect(splash).toBeVisible();
    await expect(splash).toHaveText('TaskStream');
    const before = await splash.locator('svg').boundingBox();

    letScripts();
    // React keeps what waits for its parts beside what it shows meanwhile.
    await expect(page.getByText('Loading').first(), 'the pages have taken over').toBeAttached();
    await expect(splash).toBeVisible();
    expect(await splash.locator('svg').boundingBox()).toEqual(before);

    letForm();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expect(splash).toBeHidden();
  });
}
