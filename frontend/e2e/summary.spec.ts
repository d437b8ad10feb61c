import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import type { ScanSummary, ScanView, TaskView } from '../src/live/protocol.gen';
import { expect, expectAccessible, test, type Person } from './fixtures';

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; text: string }> {
  const begun = page.waitForEvent('download');
  await press();
  const file: Download = await begun;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

/** A scan in which one task came again, one verdict was undone, and three say the same. */
async function story(admin: Person, worker: Person): Promise<ScanView> {
  const scan = await admin.openScan('Gate sweep');
  const returned = await admin.decide(await worker.submit(scan, 'Door is open'), 'return', 'Which?');
  const again = await worker.call<TaskView>('POST', `/tasks/${returned.id}/resubmit`, { version: returned.version, text: 'Door 7 is open' });
  await admin.decide(again, 'validate');
  for (const text of ['Gate 4 is not open', 'gate 4 is not open!', 'Gate 4: not open']) await admin.decide(await worker.submit(scan, text), 'refuse', 'Seen already');
  const slip = await admin.decide(await worker.submit(scan, 'Cone is missing'), 'refuse');
  await admin.decide(slip, 'reopen');
  return admin.call('PATCH', `/scans/${scan.id}`, { version: scan.version, status: 'closed' });
}

test('a summary tells what was sent back and came again, what many have said, and whose was validated', async ({ admin, sender: worker }) => {
  const scan = await story(admin, worker);
  const { page } = admin;
  await page.goto(`/admin/scans/${scan.id}/summary`);

  await expect(part(page, 'What the tasks are now').locator('dd')).toHaveText([/^1 /, /^1 /, /^3 /, /^0 /]);
  await expect(part(page, 'Verdicts given').locator('dd')).toHaveText(['1', '4', '1', '1', '1']);
  await expect(part(page, 'How fast')).toContainText(/Half decided within.*target 3 min.*95 of 100 within.*On average after.*verdicts? a minute/);
  await expect(part(page, 'Said by many').getByRole('row')).toHaveText([/What was said/, 'Gate 4 is not open3030']);
  await expect(part(page, 'Most validated').getByRole('row', { name: `${worker.name} 1 3 0 5` })).toBeVisible();
  await expect(part(page, 'Who decided').getByRole('row').nth(1)).toHaveText(`${admin.name}undid 114164 stand`);
  await expectAccessible(page);

  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  if (before) await page.setViewportSize(before);
  await part(page, 'Said by many').getByRole('link', { name: 'Gate 4 is not open' }).click();
  await expect(page).toHaveURL(new RegExp(`/admin/scans/${scan.id}/tasks\\?task=`));
});

test('a summary is saved whole, and each of its tables as a spreadsheet', async ({ admin, sender: worker }) => {
  const scan = await story(admin, worker);
  const { page } = admin;
  await page.goto(`/admin/scans/${scan.id}/summary`);

  const whole = await saved(page, () => page.getByRole('button', { name: 'Data (JSON)' }).click());
  expect(whole.name).toBe('Gate sweep summary.json');
  expect(JSON.parse(whole.text)).toEqual(await admin.call<ScanSummary>('GET', `/scans/${scan.id}/summary`));
  const table = await saved(page, () => part(page, 'Said by many').getByRole('button', { name: /^Save/ }).click());
  expect(table.name).toBe('Gate sweep alike.csv');
  expect(table.text).toContain('Gate 4 is not open,3,0,3,0,0');
});

test('of a scan in which nothing happened there is little to say', async ({ admin }) => {
  const scan = await admin.openScan('Gate sweep');
  const { page } = admin;
  await page.goto(`/admin/scans/${scan.id}/summary`);

  await expect(page.getByRole('heading', { level: 2 })).toHaveText(['What the tasks are now', 'Why tasks were refused', 'Who decided']);
  await expectAccessible(page);
});
