import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { ScanView } from '../src/live/protocol.gen';
import { expect, expectAccessible, test, type Actor } from './fixtures';
import { OwnServer } from './ownServer';
import { composer, items } from './portal';

/** What a build of other pages would write. */
function nextBuild(): string {
  const { version, entry, files } = JSON.parse(
    readFileSync(new URL('../dist/sw-files.js', import.meta.url), 'utf8').replace('self.BUILD = ', '').replace(/;\s*$/, ''),
  ) as { version: string; entry: string; files: string[] };
  return `self.BUILD = ${JSON.stringify({ version: `${version}-next`, entry: `${entry}?next`, files })};`;
}

test.describe('the pages without a network', () => {
  test.describe.configure({ timeout: 240_000 });
  let server: OwnServer;
  let worker: Actor;
  let scan: ScanView;

  test.beforeEach(async ({ browser }) => {
    server = await OwnServer.start();
    const admin = await server.signUp(browser, 'Ada', 'ADMIN');
    worker = await server.signUp(browser, 'S. Okafor', 'WORKER', { serviceWorkers: 'allow' });
    scan = await admin.openScan('Gate sweep');
    await admin.context.close();
  });

  test.afterEach(async () => {
    await server.end();
    await worker.context.close();
  });

  const isKept = (page: Page) => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);

  test('load after one visit, with what was sent and what is typed', async () => {
    const page = await worker.enter(scan);
    await composer(page).fill('sent before');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(items(page)).toHaveText([/sent before.*saved/]);
    await expect.poll(() => isKept(page)).toBe('activated');
    await server.end();

    await page.reload();
    await expect(items(page)).toHaveText([/sent before.*saved/]);
    await composer(page).fill('written in the tunnel');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(page.getByText('Offline: 1 not sent')).toBeVisible();
    await page.goto('/worker');
    await expect(page.getByRole('link', { name: /Gate sweep.*1 not sent yet/ })).toBeVisible();
    await expectAccessible(page);

    const kept = await page.evaluate(async () => {
      const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
      return all.flat().map(({ url }) => new URL(url).pathname);
    });
    expect(kept.filter((path) => !/^\/(assets\/|[a-z-]+\.(html|js|json|svg)$)/.test(path))).toEqual([]);
  });

  test('a newer build says so, and waits until it is wanted', async () => {
    const page = await worker.enter(scan);
    await expect.poll(() => isKept(page)).toBe('activated');
    await page.reload();
    await expect(page.getByText(/^Live/).first()).toBeVisible();
    await composer(page).fill('half a thought');
    server.replace('sw-files.js', nextBuild());
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await expect(page.getByText('There is a new version of TaskStream.', { exact: false })).toBeVisible();
    await expect(composer(page)).toHaveValue('half a thought');
    await expectAccessible(page);

    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Load anew' }).click()]);
    await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([expect.stringMatching(/-next$/)]);
    await expect(composer(page)).toHaveValue('half a thought');
  });
});
