import { expect, expectAccessible, test, type Actor } from './fixtures';
import { OwnServer } from './ownServer';

const GONE = { name: 'The server cannot be reached' };

test.describe('whoever moderates and cannot reach the server', () => {
  test.describe.configure({ timeout: 240_000 });
  let server: OwnServer;
  let admin: Actor;

  test.beforeEach(async ({ browser }) => {
    server = await OwnServer.start();
    admin = await server.signUp(browser, 'Ada', 'ADMIN');
  });

  test.afterEach(async () => {
    await server.end();
    await admin.context.close();
  });

  test('is told so in place of the console, which comes by itself', async () => {
    const scan = await admin.openScan('Gate sweep');
    const page = await admin.enter(scan);
    await server.kill();
    await page.reload();
    await expect(page.getByRole('heading', GONE)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', GONE)).toBeVisible();
    await server.start();
    await expect(page.getByRole('heading', { name: 'Gate sweep' })).toBeVisible();
    await expect(page.getByText(/^Live/).first()).toBeVisible();
  });

  test('is told so in place of the list of scans, whatever the device says of its network', async () => {
    await admin.openScan('Gate sweep');
    const { page } = admin;
    await page.goto('/admin');
    await expect(page.getByRole('link', { name: 'Gate sweep' })).toBeVisible();
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false }));
    await server.kill();
    await page.reload();
    await expect(page.getByText('The scans cannot be read right now.')).toBeVisible();
    await server.start();
    await expect(page.getByRole('link', { name: 'Gate sweep' })).toBeVisible();
  });

  test('comes in by himself where the browser remembers nobody', async () => {
    await admin.openScan('Gate sweep');
    const { page } = admin;
    await page.goto('/admin');
    await expect(page.getByRole('link', { name: 'Gate sweep' })).toBeVisible();
    await page.evaluate(() => localStorage.removeItem('taskstream.user'));
    await server.kill();
    await page.reload();
    await expect(page.getByRole('heading', GONE)).toBeVisible();
    await server.start();
    await expect(page.getByRole('link', { name: 'Gate sweep' })).toBeVisible();
  });

  test('gets a page whose file did not come once it does', async () => {
    await admin.openScan('Gate sweep');
    const { page } = admin;
    await page.goto('/account');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    let isGone = true;
    await page.route(
      (url) => url.pathname === '/' || url.pathname.startsWith('/assets/ScansPage'),
      (route) => (isGone ? route.abort() : route.continue()),
    );
    await page.getByRole('link', { name: 'TaskStream' }).click();
    await expect(page.getByRole('heading', GONE)).toBeVisible();
    await page.getByRole('button', { name: 'Back' }).click();
    await expect(page.getByRole('heading', { level: 1, name: admin.name })).toBeVisible();
    await page.getByRole('link', { name: 'TaskStream' }).click();
    await expect(page.getByRole('heading', GONE)).toBeVisible();
    isGone = false;
    await expect(page.getByRole('link', { name: 'Gate sweep' })).toBeVisible();
  });
});
