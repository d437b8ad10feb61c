import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import type { AnalyticsReport, ScanView } from '../src/live/protocol.gen';
import { expect, expectAccessibleInBothThemes, test, uniqueName, wear, type Person } from './fixtures';

const REASON = 'Seen already';

const fact = (page: Page, name: string) => page.getByLabel('In figures').locator('div').filter({ hasText: name }).locator('dd').first();
const card = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true }).first();
const row = (page: Page, title: string, name: string | RegExp) => card(page, title).getByRole('row', { name });

/** Some are sent, and one is decided each way. */
async function somethingHappens(admin: Person, worker: Person, name = 'Gate sweep'): Promise<ScanView> {
  const scan = await admin.openScan(name, { refusal_reasons: [REASON] });
  const [first, second, third] = [await worker.submit(scan, 'Door 7'), await worker.submit(scan, 'Door 8'), await worker.submit(scan, 'Door 9')];
  await worker.submit(scan, 'Door 10');
  await admin.decide(first, 'validate');
  await admin.call('POST', `/tasks/${second.id}/verdict`, { action: 'refuse', version: second.version, reason: REASON, reasons_version: scan.reasons_version });
  await admin.decide(third, 'return', 'Which floor?');
  return scan;
}

async function open(page: Page, search = '?range=today'): Promise<void> {
  await page.goto(`/admin/analytics${search}`);
  await expect(page.getByRole('heading', { name: 'Analytics' })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

async function save(page: Page, title: string, kind: RegExp): Promise<Download> {
  await page.getByRole('button', { name: `Save: ${title}` }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: kind }).click();
  return saving;
}

const contentOf = async (file: Download): Promise<Buffer> => readFileSync(await file.path());

test('an admin looks back over all scans, then into one, and finds its list', async ({ newAdmin, sender: worker }) => {
  const admin = await newAdmin('Mira Winter');
  const { page } = admin;
  // Others do the same meanwhile, on the same server, and an admin moderates all.
  const name = uniqueName('Gate sweep');
  const scan = await somethingHappens(admin, worker, name);
  await page.goto('/admin');
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Analytics' }).click();

  await expect(row(page, 'Scans', new RegExp(`^${name} open 4 3 33 %`))).toBeVisible();
  // The sign that leads to its list stands in the middle of where it is pressed.
  const list = card(page, 'Scans').getByRole('link', { name: new RegExp(`^.*${name}`) }).last();
  const [place, sign] = [await list.boundingBox(), await list.locator('svg').boundingBox()];
  expect(Math.abs((place?.y ?? 0) + (place?.height ?? 0) / 2 - (sign?.y ?? 0) - (sign?.height ?? 0) / 2)).toBeLessThan(1);
  await card(page, 'Scans').getByRole('link', { name, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`scan=${scan.id}`));
  // The table that was pressed is far below.
  const only = page.getByRole('heading', { name: `Only in ${name}` });
  await expect(only).toBeInViewport();
  await expect(page.locator(':focus').filter({ has: only })).toHaveCount(1);
  await expect(card(page, 'Scans')).toHaveCount(0);
  await expect(fact(page, 'Suggestions')).toHaveText('4');
  await expect(fact(page, 'Verdicts')).toHaveText('3');
  await expect(fact(page, 'Validated')).toHaveText('33 %');
  await expect(fact(page, 'Workers')).toHaveText('1');
  await expect(page.getByText('Nothing to compare with')).toBeVisible();
  await expect(page.getByLabel('In figures')).not.toContainText('no comparison');
  await expect(row(page, 'Why tasks were refused', `${REASON} 1 100 %`)).toBeVisible();
  await expect(row(page, 'Who sent', `${worker.name} 4 1 1 1`)).toBeVisible();
  await expect(row(page, 'Who decided', `${admin.name} 3 1 1 1 0`)).toBeVisible();

  await card(page, 'Why tasks were refused').getByRole('link', { name: REASON }).click();
  await expect(page).toHaveURL(/\/tasks\?status=refused&reason=Seen.*&from=/);
  await expect(page.getByText('Door 8').first()).toBeVisible();
  await page.goBack();
  await expect(fact(page, 'Suggestions')).toHaveText('4');
  await page.getByRole('button', { name: 'All scans' }).click();
  await expect(page).not.toHaveURL(/scan=/);
  await expect(card(page, 'Scans')).toBeVisible();
});

test('the address says what is looked at: back, forward and a reload show it again', async ({ newAdmin, sender: worker }) => {
  const admin = await newAdmin('Mira Winter');
  const { page } = admin;
  const scan = await somethingHappens(admin, worker);
  await open(page, `?scan=${scan.id}`);
  // Nothing was chosen: the page begins at its beginning.
  await expect(page.getByRole('heading', { name: /^Only in/ })).toBeVisible();
  await expect(page.locator('main :focus')).toHaveCount(0);
  await page.getByRole('button', { name: '7 days' }).click();
  await expect(page).toHaveURL(/range=7d/);
  await page.getByRole('button', { name: 'Other days' }).click();
  await page.getByLabel('First day').fill('2024-02-28');
  await page.getByLabel('Last day').fill('2024-02-27');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('The last day comes before the first.')).toBeVisible();
  await page.getByLabel('Last day').fill('2024-03-01');
  await page.getByRole('button', { name: 'Show', exact: true }).click();

  await expect(page).toHaveURL(/from=2024-02-28&to=2024-03-01/);
  await expect(page.getByRole('heading', { name: 'Nothing happened in these days' })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('First day')).toHaveValue('2024-02-28');
  await expect(page.getByText(/Feb 28\s–\sMar 1, 2024/)).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/range=7d/);
  await expect(fact(page, 'Suggestions')).toHaveText('4');
  await card(page, 'Who sent').getByRole('button', { name: 'Worker' }).click();
  await expect(page).toHaveURL(/workers=name/);
  await expect(card(page, 'Who sent').getByRole('columnheader', { name: 'Worker' })).toHaveAttribute('aria-sort', 'ascending');
});

test('a view of other days than one’s own says whose they are', async ({ newAdmin, sender: worker }) => {
  const admin = await newAdmin('Mira Winter');
  await somethingHappens(admin, worker);
  await open(admin.page, '?range=7d&zone=Pacific/Kiritimati');
  await expect(admin.page.getByText('Pacific/Kiritimati')).toBeVisible();

  await admin.page.getByRole('button', { name: 'Use my own days' }).click();

  await expect(admin.page.getByText('Pacific/Kiritimati')).toHaveCount(0);
  await expect(admin.page).not.toHaveURL(/zone/);
});

test('what pictures show is in tables too, and in files', async ({ newAdmin, sender: worker }) => {
  const admin = await newAdmin('Mira Winter');
  const { page } = admin;
  const scan = await somethingHappens(admin, worker);
  await open(page, `?range=today&scan=${scan.id}`);
  const kinds = card(page, 'Verdicts by kind');
  // Who sees no picture has it without asking.
  await expect(kinds.getByRole('table')).toBeAttached();
  await kinds.getByRole('button', { name: 'As a table' }).click();
  await expect(kinds.getByRole('table')).toBeVisible();
  await expect(kinds.getByRole('row', { name: / 1 1 1$/ })).toBeVisible();
  await expect(kinds.getByRole('img').locator('canvas')).toBeVisible();

  const picture = await save(page, 'Verdicts by kind', /PNG/);
  expect(picture.suggestedFilename()).toMatch(new RegExp(`^${scan.name} Verdicts by kind \\d{4}-\\d\\d-\\d\\d\\.png$`));
  expect((await contentOf(picture)).readUInt32BE(16), 'twice as many pixels as it is wide').toBe(1920);
  const data = JSON.parse((await contentOf(await save(page, 'Verdicts by kind', /JSON/))).toString()) as { verdicts: AnalyticsReport['steps'] };
  expect(data.verdicts.reduce((sum, { verdicts }) => sum + verdicts.refused, 0)).toBe(1);
  const reasons = await save(page, 'Why tasks were refused', /CSV/);
  expect(reasons.suggestedFilename()).toMatch(new RegExp(`^${scan.name} Why tasks were refused \\d{4}-\\d\\d-\\d\\d\\.csv$`));
  const sheet = (await contentOf(reasons)).toString();
  expect(sheet).toContain(`${REASON},1`);
});

test('every chart is saved under its own name, and none under one that a system refuses', async ({ newAdmin, sender: worker }) => {
  const admin = await newAdmin('Mira Winter');
  const { page } = admin;
  const name = uniqueName('Gate * 4: "north"/');
  const scan = await somethingHappens(admin, worker, name);
  await open(page, `?range=today&scan=${scan.id}`);

  const saved: string[] = [];
  for (const title of ['Arrivals and verdicts', 'Verdicts by kind', 'How long people waited']) {
    for (const kind of ['CSV', 'JSON']) saved.push((await save(page, title, new RegExp(kind))).suggestedFilename());
  }
  saved.push((await save(page, 'Verdicts by kind', /PNG/)).suggestedFilename());

  expect(new Set(saved).size, saved.join('\n')).toBe(7);
  const begin = name.replaceAll(/[*:"/]+/g, '-');
  for (const file of saved) expect(file.startsWith(`${begin} `), `${file} begins with ${begin}`).toBe(true);
});

test('what happens meanwhile is there when the window is looked at again', async ({ newAdmin, sender: worker }) => {
  const admin = await newAdmin('Mira Winter');
  const { page } = admin;
  const scan = await somethingHappens(admin, worker);
  await open(page, `?range=today&scan=${scan.id}`);
  await expect(fact(page, 'Suggestions')).toHaveText('4');
  await worker.submit(scan, 'Door 11');

  await page.evaluate(() => window.dispatchEvent(new Event('focus')));

  await expect(fact(page, 'Suggestions')).toHaveText('5');
});

test('without an answer it says so, and tries again', async ({ newAdmin, sender: worker }) => {
  const admin = await newAdmin('Mira Winter');
  const { page } = admin;
  const scan = await somethingHappens(admin, worker);
  const fails = (url: URL) => url.pathname.endsWith('/analytics/report');
  await page.route(fails, (route) => route.fulfill({ status: 400, contentType: 'application/problem+json', body: JSON.stringify({ code: 'unknown', detail: 'Not now.' }) }));
  await page.goto(`/admin/analytics?scan=${scan.id}`);
  await expect(page.getByRole('heading', { name: 'The figures cannot be read right now.' })).toBeVisible();

  await page.unroute(fails);
  await page.getByRole('button', { name: 'Try again' }).click();

  await expect(fact(page, 'Suggestions')).toHaveText('4');

  // Other days cannot be read: those that are there stay, and it is said that they are old.
  await page.route(fails, (route) => route.fulfill({ status: 400, contentType: 'application/problem+json', body: JSON.stringify({ code: 'unknown', detail: 'Not now.' }) }));
  await page.getByRole('button', { name: '90 days' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'these are from before' })).toBeVisible();
  await expect(fact(page, 'Suggestions')).toHaveText('4');
});

test('before there is any scan it says what will be here', async ({ newAdmin }) => {
  const { page } = await newAdmin('Mira Winter');
  // On the server that all tests share there are some.
  await page.route((url) => url.pathname.endsWith('/scans'), (route) => route.fulfill({ json: { items: [] } }));
  await open(page, '?from=2024-01-01&to=2024-01-31');
  await expect(page.getByRole('heading', { name: 'Nothing to count yet' })).toBeVisible();
  await expect(page.getByText(/Jan 1\s–\s31, 2024/)).toBeVisible();
});

test('what is no scan of the viewer’s is not there', async ({ newAdmin }) => {
  const { page } = await newAdmin('Mira Winter');
  for (const id of ['nothing', '0'.repeat(26)]) {
    await page.goto(`/admin/analytics?scan=${id}`);
    await expect(page.getByRole('heading', { name: 'There is no such scan' })).toBeVisible();
  }
});

test('on paper it is light, with its tables, and without what is pressed', async ({ newAdmin, sender: worker }) => {
  const admin = await newAdmin('Mira Winter');
  const { page } = admin;
  const scan = await somethingHappens(admin, worker);
  await open(page, `?range=today&scan=${scan.id}`);
  await wear(page, 'dark');
  const painted = () => page.locator('canvas').first().evaluate((canvas: HTMLCanvasElement) => Math.round(canvas.width / devicePixelRatio));
  const before = await painted();

  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect.poll(painted, 'as wide as the sheet').toBe(650);
  const table = await card(page, 'Verdicts by kind').getByRole('table').boundingBox();
  expect(table?.width, 'to be seen, and not only read aloud').toBeGreaterThan(300);
  await expect(page.getByRole('cell', { name: '1', exact: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.getByRole('button', { name: '30 days' })).toBeHidden();
  // A browser prints no backgrounds of its own accord, and repeats no buttons on the next page.
  await expect(card(page, 'Verdicts by kind').locator('li i').first()).toHaveCSS('print-color-adjust', 'exact');
  await expect(row(page, 'Who sent', 'Worker Sent Validated').getByRole('button')).toHaveCount(0);

  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect.poll(painted).toBe(before);
});

test('of many workers ten are shown, all when asked for, and all on paper', async ({ newAdmin, sender: worker }) => {
  const admin = await newAdmin('Mira Winter');
  const { page } = admin;
  const scan = await somethingHappens(admin, worker);
  // So many people take too long to sign up.
  let count = 40;
  await page.route('**/api/v1/analytics/report?*', async (route) => {
    const answer = await route.fetch();
    const report = (await answer.json()) as AnalyticsReport;
    const [first] = report.workers;
    const workers = Array.from({ length: count }, (_, index) => ({ ...first, submitted: count - index, by: { id: `${index}`, name: `Worker ${index + 1}` } }));
    await route.fulfill({ response: answer, json: { ...report, workers } });
  });
  await open(page, `?range=today&scan=${scan.id}`);
  const rows = card(page, 'Who sent').getByRole('row');
  await expect(rows).toHaveCount(1 + 10);
  const whole = card(page, 'Who sent').getByRole('button', { name: 'Show all 40' });
  await expect(whole).toHaveAttribute('aria-expanded', 'false');

  // What is shown is the head of all, however it is sorted.
  await card(page, 'Who sent').getByRole('button', { name: 'Sent', exact: true }).click();
  await expect(rows.nth(1)).toContainText('Worker 40');
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await expect(rows).toHaveCount(1 + 40);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(rows).toHaveCount(1 + 10);

  await whole.click();
  await expect(rows).toHaveCount(1 + 40);
  await card(page, 'Who sent').getByRole('button', { name: 'Show fewer' }).click();
  await expect(rows).toHaveCount(1 + 10);

  // The page has fifty at most, and says so where all it has are shown.
  count = 50;
  await page.reload();
  await expect(rows).toHaveCount(1 + 10);
  await expect(card(page, 'Who sent')).not.toContainText('The 50');
  await card(page, 'Who sent').getByRole('button', { name: 'Show 50' }).click();
  await expect(card(page, 'Who sent')).toContainText('The 50 who sent most. The spreadsheet has all.');
});

test('nobody else is shown the figures', async ({ worker }) => {
  await worker.page.goto('/admin/analytics');
  await expect(worker.page.getByRole('heading', { name: 'Only admins see the analytics' })).toBeVisible();
});

test('it can be read by everybody, in both themes', async ({ newAdmin, sender: worker }) => {
  const admin = await newAdmin('Mira Winter');
  const { page } = admin;
  const scan = await somethingHappens(admin, worker);
  await open(page, `?range=today&scan=${scan.id}`);
  await page.getByRole('button', { name: /^As a table ?: Arrivals/ }).click();
  await expectAccessibleInBothThemes(page);
});
