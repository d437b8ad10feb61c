import { readFileSync } from 'node:fs';
import type { ScanView } from '../src/live/protocol.gen';
import { expect, expectAccessible, expectAccessibleInBothThemes, test, uniqueName, type Person } from './fixtures';
import { isWhole } from './layout';

/** A scan in which something of every kind was done. */
async function eventful(admin: Person, name: string): Promise<ScanView> {
  let scan = await admin.openScan(name, { guests: true });
  const change = async (what: object) => {
    scan = await admin.call<ScanView>('PATCH', `/scans/${scan.id}`, { ...what, version: scan.version });
  };
  await change({ status: 'paused', pause_message: 'Back at two' });
  await change({ status: 'open' });
  await change({ target_seconds: 60, refusal_reasons: ['Seen already'] });
  await change({ status: 'closed' });
  return scan;
}

test('an admin looks up what was done, by whom and where', async ({ newAdmin }) => {
  const admin = await newAdmin('Mira Winter');
  // Others do the same meanwhile, on the same server.
  const scan = await eventful(admin, uniqueName('Gate sweep'));
  const { page } = admin;
  await page.goto('/admin');
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Activity' }).click();
  await expect(page.getByRole('heading', { name: 'Activity' })).toBeVisible();
  await expect(page.getByText('Each line is kept for 365 days.')).toBeVisible();

  await page.getByRole('listitem').filter({ hasText: 'closed the scan' }).getByRole('button', { name: scan.name }).click();

  const lines = page.getByRole('listitem');
  await expect(lines).toHaveText([/closed the scan/, /changed the scan.*target time, reasons for refusing/, /resumed/, /paused.*Back at two/, /opened the scan/]);
  await expect(page).toHaveURL(new RegExp(`scan=${scan.id}`));

  // On paper it says what was left out, and nothing is to be pressed.
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(`Only in ${scan.name}`)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Everything' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'People', exact: true })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Save as CSV' })).toBeHidden();
  await page.emulateMedia({ media: 'screen' });

  await page.getByRole('button', { name: 'People', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await page.goBack();
  await expect(lines).toHaveCount(5);

  await page.getByRole('button', { name: `Only in ${scan.name}: show all again` }).click();
  await lines.filter({ hasText: scan.name }).first().getByRole('button').first().click();
  await expect(page.getByRole('button', { name: /^Only Mira Winter.*show all again/ })).toBeVisible();
  await page.getByRole('button', { name: 'Sign-ins' }).click();
  await expect(lines).toHaveText([/made an account.*as an admin/]);
});

test('verdicts stand in it as sums of an hour', async ({ newAdmin, sender: worker }) => {
  const admin = await newAdmin('Mira Winter');
  const scan = await admin.openScan('Gate sweep');
  for (const action of ['validate', 'validate', 'refuse', 'return'] as const) await admin.decide(await worker.submit(scan, 'Seal is cut'), action, 'Again, please');
  const { page } = admin;

  // They are added up every few seconds, at times while some are still to come.
  await expect(async () => {
    await page.goto(`/admin/activity?scan=${scan.id}&kind=decision`);
    await expect(page.getByRole('listitem').first()).toContainText(/Mira Winter.*decided in.*Gate sweep/, { timeout: 1_000 });
    const said = await page.getByRole('listitem').allTextContents();
    // At the full hour they are of two.
    const sum = (kind: string) => said.reduce((all, line) => all + Number(new RegExp(`(\\d+) ${kind}`).exec(line)?.[1] ?? 0), 0);
    expect([sum('validated'), sum('refused'), sum('sent back')]).toEqual([2, 1, 1]);
  }).toPass();
});

test('it is said what of the address was not understood, until another filter is chosen', async ({ newAdmin }) => {
  const admin = await newAdmin('Mira Winter');
  const scan = await eventful(admin, 'Gate sweep');
  const { page } = admin;
  await page.goto(`/admin/activity?scan=${scan.id}&kind=gossip&days=12`);
  const said = page.getByRole('status').filter({ hasText: 'cannot be shown' });
  await expect(said).toHaveText(/left out: kind=gossip days=12/);
  await expect(page.getByRole('listitem')).toHaveCount(5);
  await expectAccessible(page);

  await page.getByRole('button', { name: '7 days' }).click();
  await expect(page.getByRole('listitem')).toHaveCount(5);
  await expect(said).toHaveCount(0);
});

test('what is shown is saved as a spreadsheet', async ({ newAdmin }) => {
  const admin = await newAdmin('Mira Winter');
  const scan = await eventful(admin, 'Gate sweep');
  const { page } = admin;
  await page.goto(`/admin/activity?scan=${scan.id}&kind=scan`);
  await expect(page.getByRole('listitem')).toHaveCount(5);

  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const file = await saving;

  expect(file.suggestedFilename()).toBe('activity.csv');
  const rows = readFileSync(await file.path(), 'utf8').trim().split('\r\n');
  expect(rows.map((row) => row.split(',')[1])).toEqual(['done', 'closed', 'edited', 'resumed', 'paused', 'opened']);
});

test('more of a long log is read on demand, and keeps its order', async ({ newAdmin }) => {
  const admin = await newAdmin('Mira Winter');
  let scan = await admin.openScan('Renamed often');
  for (let name = 1; name <= 104; name += 1) {
    scan = await admin.call<ScanView>('PATCH', `/scans/${scan.id}`, { target_seconds: 60 + name, version: scan.version });
  }
  await admin.page.goto(`/admin/activity?scan=${scan.id}`);
  const lines = admin.page.getByRole('listitem');
  await expect(lines).toHaveCount(100);

  await admin.page.getByRole('button', { name: 'Show more' }).click();

  await expect(lines).toHaveCount(105);
  await expect(lines.last()).toContainText('opened the scan');
  await expect(admin.page.getByRole('button', { name: 'Show more' })).toHaveCount(0);
});

test('nobody else is shown the log', async ({ worker }) => {
  await worker.page.goto('/admin/activity');

  await expect(worker.page.getByRole('heading', { name: 'Only admins see the activity' })).toBeVisible();
  await worker.page.getByRole('button', { name: /^Account of/ }).click();
  await expect(worker.page.getByRole('menuitem', { name: 'Account' })).toBeVisible();
  await expect(worker.page.getByRole('menuitem', { name: 'Activity' })).toHaveCount(0);
});

test('the name of a scan is there in full, however long it is', async ({ newAdmin }) => {
  const admin = await newAdmin('Mira Winter');
  const scan = await eventful(admin, 'Gate sweep at the north terminal, evening shift, with everything between the two bridges and the yard');
  const { page } = admin;
  await page.goto(`/admin/activity?scan=${scan.id}`);
  const names = page.getByRole('listitem').getByRole('button', { name: scan.name });
  await expect(names).toHaveCount(5);
  for (const name of await names.all()) expect(await isWhole(name)).toBe(true);
});

test('it can be read by everybody, in both themes', async ({ newAdmin }) => {
  const admin = await newAdmin('Mira Winter');
  const scan = await eventful(admin, 'Gate sweep at the north terminal, evening shift');
  await admin.page.goto(`/admin/activity?scan=${scan.id}`);
  await expect(admin.page.getByRole('listitem')).toHaveCount(5);
  await expectAccessibleInBothThemes(admin.page);
});
