import { networkInterfaces } from 'node:os';
import type { Page, Route } from '@playwright/test';
import type { ScanView, ShareView } from '../src/live/protocol.gen';
import { expect, expectAccessible, test, type Actor, type Person } from './fixtures';
import { OwnServer } from './ownServer';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Invite workers' });
const link = (page: Page) => page.getByRole('textbox', { name: 'Link for workers' });
const warning = (page: Page) => page.getByText('This link works on this computer only.');

/** Open the console of a scan in which a task waits, and Share; the server is told to say that. */
async function share(admin: Actor, worker: Person, said?: ShareView): Promise<{ page: Page; scan: ScanView }> {
  const scan = await admin.openScan('Shared gate');
  await worker.submit(scan, 'Seal is cut');
  if (said) await admin.page.route('**/api/v1/scans/*/share', (route) => route.fulfill({ json: said }));
  const page = await admin.enter(scan);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(dialog(page)).toBeVisible();
  return { page, scan };
}

test('from localhost, the address of this computer on its network is shared', async ({ admin, sender: worker }) => {
  const { page, scan } = await share(admin, worker, { network: ['http://192.168.7.7:5000'] });
  await expect(link(page)).toHaveValue(`http://192.168.7.7:5000${scan.links.worker}`);
  await expect(dialog(page)).toContainText('Code to enter at 192.168.7.7:5000/join');
  await expect(dialog(page)).toContainText('on the network of this computer');
  await expect(warning(page)).toHaveCount(0);
  await expectAccessible(page);
});

test('what the operator says is shared, wherever one is oneself', async ({ admin, sender: worker }) => {
  const { page, scan } = await share(admin, worker, { public_url: 'https://tasks.example', network: ['http://192.168.7.7:5000'] });
  await expect(link(page)).toHaveValue(`https://tasks.example${scan.links.worker}`);
  await expect(dialog(page)).not.toContainText('on the network of this computer');
});

test('what is known is shown before the server has said where it is reached', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan('Shared gate', { guests: true });
  await worker.submit(scan, 'Seal is cut');
  const waiting: Route[] = [];
  await admin.page.route('**/api/v1/scans/*/share', (route) => void waiting.push(route));
  const page = await admin.enter(scan);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(dialog(page)).toContainText(scan.code?.slice(0, 3) ?? '');
  await expect(dialog(page)).toContainText('They type their name, or sign in.');
  const copy = dialog(page).getByRole('button', { name: 'Copy the link' });
  await expect(copy).toBeDisabled();
  await expect(link(page)).toHaveValue('');
  await expectAccessible(page);
  const box = await copy.boundingBox();
  await expect.poll(() => waiting.length).toBe(1);
  await waiting[0]?.fulfill({ json: { public_url: 'https://tasks.example', network: [] } });
  await expect(link(page)).toHaveValue(`https://tasks.example${scan.links.worker}`);
  await expect(copy).toBeEnabled();
  expect(await copy.boundingBox(), 'nothing moves under the finger').toEqual(box);
});

test('a server that only this computer reaches says so, and how to change that', async ({ admin, sender: worker }) => {
  const { page, scan } = await share(admin, worker);
  await expect(link(page)).toHaveValue(new URL(scan.links.worker, page.url()).href);
  await expect(warning(page)).toContainText('stop the server and start it on your network, with any other settings you use: TASKSTREAM_HOST=0.0.0.0 make run');
});

test('a server that was started anew on the network is shared from there at once', async ({ admin }) => {
  const scan = await admin.openScan('Shared gate');
  let network: string[] = [];
  await admin.page.route('**/api/v1/scans/*/share', (route) => route.fulfill({ json: { network } }));
  const page = await admin.enter(scan);
  await expect(warning(page)).toBeVisible();
  await admin.context.setOffline(true);
  await expect(page.getByText('Reconnecting').or(page.getByText('Offline'))).toBeVisible();
  network = ['http://192.168.7.7:5000'];
  await admin.context.setOffline(false);
  await expect(warning(page)).toHaveCount(0);
  await expect(link(page)).toHaveValue(`http://192.168.7.7:5000${scan.links.worker}`);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(dialog(page).getByRole('textbox', { name: 'Link for workers' })).toHaveValue(`http://192.168.7.7:5000${scan.links.worker}`);
});

test('a closed scan invites nobody, until it is reopened', async ({ admin }) => {
  const scan = await admin.openScan('Shared gate');
  const page = await admin.enter(scan);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(dialog(page)).toBeVisible();
  // Read off letter by letter, "1x8" is not "1×8".
  await expect(dialog(page).getByRole('textbox', { name: 'Link for workers' })).toHaveCSS('font-variant-ligatures', 'no-contextual');
  await admin.call('PATCH', `/scans/${scan.id}`, { version: scan.version, status: 'closed' });
  await expect(dialog(page)).toContainText('This scan is closed');
  await expect(link(page)).toHaveCount(0);
  await expect(dialog(page)).not.toContainText('Show the code');
  await expectAccessible(page);
  await dialog(page).getByRole('button', { name: 'Reopen' }).click();
  await expect(dialog(page).getByRole('textbox', { name: 'Link for workers' })).toBeVisible();
});

test('the link of a server on every address leads to it from the network', async ({ browser, contextOptions }) => {
  const isAlone = !Object.values(networkInterfaces()).flat().some((one) => one?.family === 'IPv4' && !one.internal);
  const server = await OwnServer.start({ TASKSTREAM_HOST: '0.0.0.0' });
  try {
    const admin = await server.signUp(browser, 'Ada', 'ADMIN', contextOptions);
    const worker = await server.signUp(browser, 'Bo', 'WORKER', contextOptions);
    const { page } = await share(admin, worker);
    // Empty until the server has said where it is reached.
    await expect(link(page)).toHaveValue(/^http/);
    const shared = await link(page).inputValue();
    // On a machine without a network it says what is left.
    expect(/localhost|^127\./.test(new URL(shared).hostname)).toBe(isAlone);
    expect(new URL(shared).hostname).not.toMatch(/^0\./);

    const visitor = await browser.newPage();
    await visitor.goto(shared);
    await expect(visitor).toHaveTitle(/TaskStream/);
    await expect(visitor.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await visitor.close();
    await Promise.all([admin.context.close(), worker.context.close()]);
  } finally {
    await server.end();
  }
});
