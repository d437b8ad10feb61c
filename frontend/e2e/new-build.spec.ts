import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';
import { composer } from './portal';

const TOLD = 'There is a new version of TaskStream. What you typed is kept.';
const heading = (page: Page) => page.getByRole('heading', { name: 'There is a new version', exact: true });

/** A browser without service workers, as on plain HTTP: nothing keeps the files of the build that is open. */
const withoutKeeper = (page: Page) => page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));

/** Put another build in the place of the one that is open. Its own files are those of now: `arrive` lets the page have them. */
async function replaceBuild(page: Page): Promise<{ arrive: () => Promise<void> }> {
  await page.route('**/assets/**', (route) => route.fulfill({ status: 404, body: '' }));
  await page.route(
    (url) => url.pathname === '/',
    async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replaceAll(/\/assets\/index-[\w-]+\.js/g, '/assets/index-next.js') });
    },
  );
  return { arrive: () => page.unrouteAll({ behavior: 'wait' }) };
}

const loadAnew = (page: Page) => Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Load anew' }).click()]);

test('a page that has gone with its build says that there is a new version, and loads it', async ({ owner: admin, page }) => {
  await withoutKeeper(page);
  const scan = await admin.openScan('Gate sweep', { guests: true });
  await page.goto(scan.links.worker);
  await expect(page.getByRole('button', { name: 'Enter' })).toBeVisible();
  const next = await replaceBuild(page);
  await page.getByRole('link', { name: 'Make an account' }).click();
  await expect(heading(page)).toBeVisible();
  await expect(page.getByText('This page has stumbled')).toHaveCount(0);
  // Said once: not beside the page as well.
  await expect(page.getByText(TOLD)).toHaveCount(0);
  await expectAccessible(page);
  await next.arrive();
  await loadAnew(page);
  await expect(page.getByRole('button', { name: 'Make an account' })).toBeVisible();
});

test('who is named a moderator under a new build is told of it, not left waiting', async ({ owner: admin, worker }) => {
  await withoutKeeper(worker.page);
  const scan = await admin.openScan();
  const page = await worker.enter(scan);
  await composer(page).fill('half a thought');
  const next = await replaceBuild(page);
  // Told beside the page first.
  await worker.context.setOffline(true);
  await expect(page.getByText(/^Live/)).toHaveCount(0);
  await worker.context.setOffline(false);
  await expect(page.getByText(TOLD)).toBeVisible();
  await admin.call('POST', `/scans/${scan.id}/moderators`, { username: worker.name });
  await expect(heading(page)).toBeVisible();
  await expect(page.getByText(TOLD)).toHaveCount(0);
  await next.arrive();
  await loadAnew(page);
  await expect(page.getByRole('heading', { name: 'You moderate this scan' })).toBeVisible();
});

test('where a part of a page has gone with its build the page goes on, and nothing typed is lost', async ({ owner: admin, worker }) => {
  await withoutKeeper(worker.page);
  const scan = await admin.openScan();
  const page = await worker.enter(scan);
  await composer(page).fill('half a thought');
  const next = await replaceBuild(page);
  await admin.call('PATCH', `/scans/${scan.id}`, { status: 'closed', version: scan.version });
  await expect(page.getByText(TOLD)).toBeVisible();
  await expect(page.getByText('This page has stumbled')).toHaveCount(0);
  await next.arrive();
  await loadAnew(page);
  await expect(page.getByText('half a thought').first()).toBeVisible();
});

test('a page that comes back after the server was brought up to date says so, and is not loaded anew by itself', async ({ owner: admin, worker }) => {
  await withoutKeeper(worker.page);
  const scan = await admin.openScan();
  const page = await worker.enter(scan);
  await composer(page).fill('half a thought');
  const next = await replaceBuild(page);
  await expect(page.getByText(TOLD)).toHaveCount(0);
  await worker.context.setOffline(true);
  await expect(page.getByText(/^Live/)).toHaveCount(0);
  await worker.context.setOffline(false);
  await expect(page.getByText(TOLD)).toBeVisible();
  await expect(composer(page)).toHaveValue('half a thought');
  await expectAccessible(page);
  await next.arrive();
  await loadAnew(page);
  await expect(composer(page)).toHaveValue('half a thought');
});
