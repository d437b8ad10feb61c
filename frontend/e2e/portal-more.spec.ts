import { expect, expectAccessible, test } from './fixtures';
import { composer, haveSettled, items, news, submit } from './portal';

test('each tab has its own draft, and what a closed tab leaves is found by the next', async ({ owner: admin, worker }) => {
  const scan = await admin.openScan();
  const first = await worker.enter(scan);
  await haveSettled(first, 1);
  await composer(first).fill('written in the first');
  const second = await worker.context.newPage();
  await second.goto(scan.links.worker);
  await haveSettled(second, 2);
  await expect(composer(second)).toHaveValue('');
  await composer(second).fill('written in the second');
  for (const [tab, text] of [[first, 'written in the first'], [second, 'written in the second']] as const) {
    await tab.reload();
    await expect(composer(tab)).toHaveValue(text);
    await haveSettled(tab, 2);
  }

  await second.close();
  await haveSettled(first, 1);
  const third = await worker.context.newPage();
  await third.goto(scan.links.worker);
  await expect(composer(third)).toHaveValue('written in the second');
  await submit(third, 'sent from the third');
  await expect(items(third)).toHaveText([/sent from the third.*saved/]);
  await third.reload();
  await expect(items(third)).toHaveCount(1);
  await expect(composer(third)).toHaveValue('');
  await expect(composer(first)).toHaveValue('written in the first');
});

test('of several drafts that closed tabs have left, each can be taken up', async ({ owner: admin, worker }) => {
  const scan = await admin.openScan();
  const first = await worker.enter(scan);
  const second = await worker.context.newPage();
  await second.goto(scan.links.worker);
  await haveSettled(second, 2);
  for (const [tab, text] of [[first, 'the older'], [second, 'the newer']] as const) {
    await composer(tab).fill(text);
    await tab.reload();
    await expect(composer(tab)).toHaveValue(text);
    await haveSettled(tab, 2);
  }
  const third = await worker.context.newPage();
  await Promise.all([first.close(), second.close()]);
  await third.goto(scan.links.worker);
  await expect(composer(third)).toHaveValue('the newer');
  await third.getByRole('button', { name: 'Send', exact: true }).click();
  await third.getByRole('button', { name: 'Take up a kept draft' }).click();
  await expect(composer(third)).toHaveValue('the older');
  await third.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(items(third)).toHaveText([/the newer.*saved/, /the older.*saved/]);
});

test('a closed scan tells what became of everything, and what it takes no more can be copied', async ({ owner: admin, worker }) => {
  await worker.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const scan = await admin.openScan();
  const page = await worker.enter(scan);
  for (const text of ['decided', 'undecided', 'half fine']) await submit(page, text);
  await expect(items(page)).toHaveText([/saved/, /saved/, /saved/]);
  await admin.decide(await admin.taskOf(scan, 'decided'), 'validate');
  await admin.decide(await admin.taskOf(scan, 'half fine'), 'return', 'Which?');
  await expect(items(page).first()).toContainText('validated');
  await expect(items(page).nth(2)).toContainText('sent back');
  await worker.context.setOffline(true);
  await submit(page, 'too late');
  await expect(items(page)).toHaveCount(4);
  await composer(page).fill('half a sentence');
  await admin.call('PATCH', `/scans/${scan.id}`, { status: 'closed', version: scan.version });
  await worker.context.setOffline(false);

  await expect(page.getByRole('heading', { name: 'This scan is closed' })).toBeVisible();
  // Where he typed is nothing any more.
  await expect(page.getByRole('group', { name: 'Suggestions' })).toBeFocused();
  await expect(page.getByText('Of your suggestions: 1 not decided, 1 validated, 1 sent back.')).toBeVisible();
  await expect(page.getByText('What was sent back can be corrected if the scan opens again.')).toBeVisible();
  await expect(items(page).nth(1)).toContainText('saved, undecided at closing');
  await page.getByRole('main').getByRole('button', { name: 'Dismiss' }).click();
  await expect(news(page).first()).toHaveText('The scan is closed. 1 not decided yet.');

  const late = items(page).nth(3);
  await expect(late).toContainText('not sent: the scan was closed first');
  await expect(page.getByText('1 suggestion not sent: kept on this device')).toBeVisible();
  await late.getByRole('button', { name: 'Copy the text' }).click();
  await expect(late.getByRole('button', { name: 'Copied' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('too late');
  await expectAccessible(page);
  await late.getByRole('button', { name: 'Discard' }).click();
  await expect(items(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('paragraph').filter({ hasText: 'half a sentence' })).toHaveCount(0);
  await page.reload();
  await expect(items(page)).toHaveCount(3);
  await expect(page.getByRole('paragraph').filter({ hasText: 'half a sentence' })).toHaveCount(0);
});

test('news leads to each suggestion that it is about, first to what can be corrected', async ({ owner: admin, worker }) => {
  const scan = await admin.openScan();
  const page = await worker.enter(scan);
  for (const text of ['fine', 'not fine', 'half fine']) await submit(page, text);
  await expect(items(page)).toHaveText([/saved/, /saved/, /saved/]);
  await admin.decide(await admin.taskOf(scan, 'fine'), 'validate');
  await admin.decide(await admin.taskOf(scan, 'not fine'), 'refuse', 'No.');
  await admin.decide(await admin.taskOf(scan, 'half fine'), 'return', 'Which?');
  await expect(news(page)).toHaveText('1 validated, 1 sent back, 1 refused');
  const show = page.getByRole('button', { name: 'Show it in the list' });
  for (const index of [2, 1, 0, 2]) {
    await show.click();
    await expect(items(page).nth(index)).toBeFocused();
    await expect(items(page).nth(index)).toBeInViewport();
  }
});

test('that the connection is gone is said beside news, too, and that it is back', async ({ owner: admin, worker }) => {
  const scan = await admin.openScan();
  const page = await worker.enter(scan);
  for (const text of ['fine', 'not fine']) await submit(page, text);
  await expect(items(page)).toHaveText([/saved/, /saved/]);
  await admin.decide(await admin.taskOf(scan, 'fine'), 'validate');
  await admin.decide(await admin.taskOf(scan, 'not fine'), 'refuse', 'No.');
  await expect(news(page)).toHaveText('1 validated, 1 refused');
  const dismiss = page.getByRole('main').getByRole('button', { name: 'Dismiss' });
  const place = await dismiss.boundingBox();
  await worker.context.setOffline(true);
  const announced = page.getByRole('main').locator('[aria-live="polite"]');
  await expect(announced.filter({ hasText: 'No connection. What you write is kept, and goes by itself.' })).toBeVisible();
  await expect(news(page)).toHaveText('1 validated, 1 refused');
  expect(await dismiss.boundingBox(), 'nothing moves under the finger').toEqual(place);
  await expectAccessible(page);

  await worker.context.setOffline(false);
  await expect(announced.filter({ hasText: 'The connection is back.' })).toHaveCount(1);
  await expect(page.getByText('No connection.')).toHaveCount(0);
  await expect(news(page)).toHaveText('1 validated, 1 refused');
});

test('a scan that this browser does not know yet says why it is not there, and comes with the network', async ({ owner: admin, worker }) => {
  const scan = await admin.openScan();
  const page = await worker.enter(scan);
  await page.goto('/worker');
  const link = page.getByRole('link', { name: new RegExp(scan.name) });
  await expect(link).toBeVisible();
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase('taskstream').onsuccess = resolve;
      }),
  );
  await worker.context.setOffline(true);
  await link.click();
  await expect(page.getByText('No connection. The scan shows here as soon as there is one.')).toBeVisible();
  await worker.context.setOffline(false);
  await expect(page.getByText('Nothing sent yet')).toBeVisible();
});

test('what a scan is about makes room once something was sent, where there is little; a choice of his own holds', async ({ owner: admin, worker }) => {
  const scan = await admin.openScan('Gate sweep', { instructions: 'Say **one** thing at a time.' });
  const page = await worker.enter(scan);
  const about = page.getByRole('complementary', { name: 'About this scan' });
  const told = about.getByText('thing at a time');
  const isWide = (page.viewportSize()?.width ?? 0) > 1000;
  await expect(told).toBeVisible();
  await submit(page, 'one thing');
  await expect(items(page)).toHaveText([/one thing.*saved/]);
  await expect(told).toBeVisible({ visible: isWide });
  await page.reload();
  await expect(items(page)).toHaveText([/one thing.*saved/]);
  await expect(told).toBeVisible({ visible: isWide });
  await expect(about.getByText('changed')).toBeHidden();

  // Folded away by itself, it says when it is another one.
  await admin.call('PATCH', `/scans/${scan.id}`, { version: scan.version, instructions: 'Say *where* it is.' });
  if (!isWide) await expect(about.getByText('changed')).toBeVisible();
  await expectAccessible(page);

  await about.locator('summary').click();
  await page.reload();
  await expect(items(page)).toHaveText([/one thing.*saved/]);
  await expect(about.getByText('where', { exact: true })).toBeVisible({ visible: !isWide });
});

test('the page is loaded while it is being found out who is signed in', async ({ owner: admin, worker }) => {
  const scan = await admin.openScan();
  const { page } = worker;
  const isLoaded = Promise.all([/\/LiveProvider-[^/]*\.js$/, /\/WorkerPortal-[^/]*\.js$/].map((part) => page.waitForResponse(part)));
  await page.route('**/api/v1/refresh', async (route) => {
    await isLoaded;
    await route.continue();
  });
  await page.goto(scan.links.worker);
  await expect(page.getByText('Nothing sent yet')).toBeVisible();
});
