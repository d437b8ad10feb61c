import { expect, expectAccessible, test, uniqueName } from './fixtures';
import { composer, items, submit } from './portal';

test('a guest whose visit is over finds again what he could not send', async ({ owner: admin, page, context }) => {
  const scan = await admin.openScan('Guest gate', { guests: true });
  const enter = async () => {
    await page.getByLabel('Your name').fill('Grace');
    await page.getByRole('button', { name: 'Enter' }).click();
    await expect(page.getByText(/^Live/).first()).toBeVisible();
  };
  await page.goto(scan.links.worker);
  await enter();
  await submit(page, 'arrived');
  await expect(items(page)).toHaveText([/arrived.*saved/]);
  await context.setOffline(true);
  await submit(page, 'written in the tunnel');
  await expect(items(page)).toHaveCount(2);
  await composer(page).fill('half a thought');
  // Only the page has no network: with the cookie its session is ended.
  expect((await context.request.post('/api/v1/logout')).status()).toBe(204);
  await context.setOffline(false);

  await expect(page.getByText('what you wrote here and had not sent is still there', { exact: false })).toBeVisible();
  await expectAccessible(page);
  await enter();
  await expect(items(page)).toHaveText([/written in the tunnel.*Your visit was over before this reached the desk/]);
  await expect(composer(page)).toHaveValue('half a thought');
  await items(page).getByRole('button', { name: 'Send again' }).click();
  await expect(items(page)).toHaveText([/written in the tunnel.*saved/]);
  await expect.poll(async () => (await admin.tasks(scan)).map(({ text }) => text).toSorted()).toEqual(['arrived', 'written in the tunnel']);

  // Who leaves by himself leaves nothing behind.
  await page.getByRole('button', { name: 'Account of Grace' }).click();
  await page.getByRole('menuitem', { name: 'Leave the scan' }).click();
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page.getByText('Enter with a name. You need no account.')).toBeVisible();
});

test('a guest who makes an account has what he was writing, and what he could not send', async ({ owner: admin, page, context }) => {
  const scan = await admin.openScan('Guest gate', { guests: true });
  await page.goto(scan.links.worker);
  await page.getByLabel('Your name').fill('Grace');
  await page.getByRole('button', { name: 'Enter' }).click();
  // Connected is not yet in the scan.
  await expect(composer(page)).toBeVisible();
  await context.setOffline(true);
  await submit(page, 'written in the tunnel');
  await expect(items(page)).toHaveText([/written in the tunnel/]);
  await composer(page).fill('half a thought');

  // The visit is over; he comes back with an account.
  expect((await context.request.post('/api/v1/logout')).status()).toBe(204);
  await context.setOffline(false);
  await page.getByRole('link', { name: 'Make an account' }).click();
  await page.getByLabel('User name').fill(uniqueName('Grace'));
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Make an account' }).click();
  await expect(items(page)).toHaveText([/written in the tunnel.*Your visit was over before this reached the desk/]);
  await expect(composer(page)).toHaveValue('half a thought');
  await items(page).getByRole('button', { name: 'Send again' }).click();
  await expect(items(page)).toHaveText([/written in the tunnel.*saved/]);
  await expect.poll(async () => (await admin.tasks(scan)).map(({ text, author }) => [text, author.guest ?? false])).toEqual([['written in the tunnel', false]]);
});

test('a guest who is put out reads and copies what he had not sent', async ({ owner: admin, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const scan = await admin.openScan('Guest gate', { guests: true });
  await page.goto(scan.links.worker);
  await page.getByLabel('Your name').fill('Grace');
  await page.getByRole('button', { name: 'Enter' }).click();
  await expect(composer(page)).toBeVisible();
  await submit(page, 'arrived');
  await expect(items(page)).toHaveText([/arrived.*saved/]);
  await context.setOffline(true);
  await submit(page, 'written in the tunnel');
  await expect(items(page)).toHaveCount(2);
  await composer(page).fill('half a\n  thought');
  const { items: guests } = await admin.call<{ items: { id: string }[] }>('GET', `/scans/${scan.id}/guests`);
  expect(guests).toHaveLength(1);
  await admin.call('DELETE', `/scans/${scan.id}/guests/${guests[0]?.id ?? ''}`);
  await context.setOffline(false);

  await expect(page.getByRole('heading', { name: 'You have been removed from this scan' })).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveText([/^written in the tunnel/, /^half a\s+thought/]);
  await expectAccessible(page);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole('listitem').last().getByRole('button', { name: 'Copy the text' }).click();
  await expect.poll(copied, 'as it was typed').toBe('half a\n  thought');
  await page.getByRole('button', { name: 'Copy all 2' }).click();
  await expect.poll(copied).toBe('written in the tunnel\n\nhalf a\n  thought');

  // However it comes again, also where guests are let in no more.
  await page.reload();
  await expect(page.getByRole('listitem')).toHaveCount(2);
  await page.context().clearCookies();
  const { version } = await admin.call<{ version: number }>('GET', `/scans/${scan.id}`);
  await admin.call('PATCH', `/scans/${scan.id}`, { guests: false, version });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Your visit is over' })).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveText([/^written in the tunnel/, /^half a\s+thought/]);
  await expectAccessible(page);
});

test('who comes by the link of a closed scan is told so, and makes no account for nothing', async ({ owner: admin, page, sender: worker }) => {
  const scan = await admin.openScan('Guest gate', { guests: true });
  await worker.submit(scan, 'seal is cut');
  await admin.call('PATCH', `/scans/${scan.id}`, { status: 'closed', version: scan.version });

  await page.goto(scan.links.worker);
  await expect(page.getByRole('heading', { name: 'This scan is closed' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Make an account' })).toHaveCount(0);
  await expectAccessible(page);
  // Who has been in it finds his way back.
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('User name').fill(worker.name);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.keyboard.press('Enter');
  await expect(items(page)).toHaveText([/seal is cut.*undecided at closing/]);
});
