import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { expect, expectAccessible, test, type Actor } from './fixtures';

const PASSWORD = 'correct horse battery';
const NEW = 'another horse, another battery';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';

/** The same person on another device, which shows this page. */
async function elsewhere(browser: Browser, options: BrowserContextOptions, { name }: Actor, path: string, password = PASSWORD): Promise<Page> {
  const context = await browser.newContext({ ...options, userAgent: FIREFOX });
  const page = await context.newPage();
  await page.goto(`/login?next=${encodeURIComponent(path)}`);
  await page.getByLabel('User name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(path);
  return page;
}

const devices = (page: Page) => page.getByRole('list', { name: 'Devices' }).getByRole('listitem');

async function changePassword(page: Page, present: string, next: string): Promise<void> {
  await page.getByLabel('Present password').fill(present);
  await page.getByLabel('New password').fill(next);
  await page.getByRole('button', { name: 'Change password' }).click();
}

test.describe('the account', () => {
  test('one device is signed out from another, at once and in the middle of its work', async ({ browser, contextOptions, owner: admin, worker }) => {
    const scan = await admin.openScan('North gate');
    const portal = await elsewhere(browser, contextOptions, worker, scan.links.worker);
    await expect(portal.getByRole('heading', { name: 'North gate' })).toBeVisible();

    const { page } = worker;
    await page.goto('/account');
    await expect(devices(page)).toHaveCount(2);
    await expect(devices(page).first()).toContainText('This device');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Sign out Firefox on Linux' }).click();

    await expect(page.getByText('Signed out on the other device (Firefox on Linux).')).toBeVisible();
    await expect(devices(page)).toHaveCount(1);
    await expect(portal).toHaveURL(/\/login\?next=/);
    await expect(portal.getByText('Your session is over.', { exact: false })).toBeVisible();
    await page.reload();
    await expect(devices(page)).toHaveCount(1);
    await portal.context().close();
  });

  test('all others are signed out, when asked twice', async ({ browser, contextOptions, worker }) => {
    const others = [
      await elsewhere(browser, contextOptions, worker, '/worker'),
      await elsewhere(browser, contextOptions, worker, '/account'),
    ];
    const { page } = worker;
    await page.goto('/account');
    await expect(devices(page)).toHaveCount(3);
    await page.getByRole('button', { name: 'Sign out all others' }).click();
    const question = page.getByRole('dialog', { name: 'Sign out 2 other devices?' });
    await expectAccessible(page);
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(devices(page)).toHaveCount(3);

    await page.getByRole('button', { name: 'Sign out all others' }).click();
    await question.getByRole('button', { name: 'Sign out all others' }).click();
    await expect(devices(page)).toHaveCount(1);
    for (const other of others) {
      await other.reload();
      await expect(other).toHaveURL(/\/login/);
      await other.context().close();
    }
  });

  test('of many devices the first few are shown, and all when asked', async ({ worker, request }) => {
    for (let device = 2; device <= 7; device += 1) {
      const answer = await request.post('/api/v1/login', { data: { username: worker.name, password: PASSWORD } });
      expect(answer.status()).toBe(200);
    }
    const { page } = worker;
    await page.goto('/account');
    await expect(devices(page)).toHaveCount(5);
    await expect(devices(page).first()).toContainText('This device');
    await page.getByRole('button', { name: 'Show all 7' }).click();
    await expect(devices(page)).toHaveCount(7);
    const fewer = page.getByRole('button', { name: 'Show fewer' });
    await expect(fewer).toBeFocused();
    await expect(fewer).toHaveAttribute('aria-expanded', 'true');
    await expectAccessible(page);
    await fewer.click();
    await expect(devices(page)).toHaveCount(5);
  });

  test('another password signs out the other devices and keeps this one, in all its tabs', async ({ browser, contextOptions, owner: admin, worker }) => {
    const scan = await admin.openScan('North gate');
    const portal = await worker.enter(scan);
    const other = await elsewhere(browser, contextOptions, worker, '/worker');

    const page = await worker.context.newPage();
    await page.goto('/account');
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(page.getByLabel('Present password')).toBeFocused();
    await expectAccessible(page);
    await changePassword(page, 'not the present one', NEW);
    await expect(page.getByLabel('Present password')).toHaveAccessibleDescription('This is not your present password.');
    await changePassword(page, PASSWORD, 'password1');
    await expect(page.getByLabel('New password')).toHaveAccessibleDescription(/less common/);
    await changePassword(page, PASSWORD, NEW);

    await expect(page.getByText('Your password is changed.', { exact: false })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Change password' })).toBeFocused();
    await expect(devices(page)).toHaveCount(1);
    await other.reload();
    await expect(other).toHaveURL(/\/login/);
    await other.context().close();

    // The tab beside it works on as if nothing had happened, and so does a reload.
    await portal.getByRole('textbox', { name: 'Your suggestion' }).fill('Still here');
    await portal.getByRole('button', { name: 'Send', exact: true }).click();
    await expect.poll(async () => (await admin.tasks(scan)).map((task) => task.text)).toEqual(['Still here']);
    await page.reload();
    await expect(page.getByRole('heading', { name: worker.name })).toBeVisible();
    const again = await elsewhere(browser, contextOptions, worker, '/account', NEW);
    await expect(devices(again)).toHaveCount(2);
    await again.context().close();
  });

  test('what a section is about stands under its title, however short that is', async ({ admin: { page } }) => {
    await page.goto('/account');
    for (const name of ['Devices', 'Password', 'Appearance', 'Keys of the console']) {
      const head = page.getByRole('region', { name }).locator('header');
      // Both at once: what is loaded above them moves them.
      const isUnder = () =>
        head.evaluate((element) => {
          const [title, hint] = ['h2', 'p'].map((tag) => element.querySelector(tag)?.getBoundingClientRect());
          return title !== undefined && hint !== undefined && hint.top >= title.bottom;
        });
      await expect.poll(isUnder, name).toBe(true);
    }
  });
});
