import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { counter, isNarrow } from './console';
import { expect, expectAccessible, test, type Person } from './fixtures';
import { expectReadable, isWhole, setLetters } from './layout';

const table = (page: Page): Locator => page.getByRole('table', { name: 'Tasks' });
const rows = (page: Page): Locator => table(page).getByRole('row').filter({ has: page.getByRole('button', { name: /^Open task/ }) });
const row = (page: Page, number: number): Locator =>
  rows(page).filter({ has: page.getByRole('button', { name: `Open task ${number}`, exact: true }) });
const side = (page: Page, number: number): Locator => page.getByRole('complementary', { name: `Task ${number}` });
const numbers = (page: Page): Promise<string[]> => rows(page).locator('[role=cell]:first-child').allInnerTexts();

/** A scan with a validated, a refused, a returned and a pending task, in that order. */
async function mixedScan(admin: Person, worker: Person) {
  const scan = await admin.openScan();
  const tasks = [];
  for (const text of ['Seal 88-214 is cut', 'Café door is open', 'Cone is missing', 'Badge reader is dark']) {
    tasks.push(await worker.submit(scan, text));
  }
  const [first, second, third] = tasks;
  if (first) await admin.decide(first, 'validate');
  if (second) await admin.decide(second, 'refuse', 'Seen already');
  if (third) await admin.decide(third, 'return', 'Which gate?');
  return scan;
}

test.describe('the list of tasks', () => {
  test('a counter leads to what it counts, and filters stand in the address', async ({ admin, sender: worker }) => {
    const scan = await mixedScan(admin, worker);
    const page = await admin.enter(scan);
    await counter(page, 'refused').getByRole('link').click();
    await expect(page).toHaveURL(/\/tasks\?status=refused$/);
    await expect.poll(() => numbers(page)).toEqual(['2']);
    await expectAccessible(page);

    await page.getByRole('button', { name: 'refused' }).click();
    await expect.poll(() => numbers(page)).toEqual(['4', '3', '2', '1']);
    await page.getByLabel('Search in the text').fill('CAFE door');
    await expect.poll(() => numbers(page)).toEqual(['2']);
    await page.reload();
    await expect(page.getByLabel('Search in the text')).toHaveValue('CAFE door');
    await expect.poll(() => numbers(page)).toEqual(['2']);
    await page.getByRole('button', { name: 'More filters' }).click();
    await page.getByLabel('Worker', { exact: true }).fill('nobody');
    await expect(page.getByRole('heading', { name: 'No task matches' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Clear the filters' }).last().click();
    await expect.poll(() => numbers(page)).toEqual(['4', '3', '2', '1']);
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'No task matches' })).toBeVisible();
  });

  test('it is said what of the address was not understood, and everything else is listed', async ({ admin, sender: worker }) => {
    const scan = await mixedScan(admin, worker);
    await admin.enter(scan);
    const { page } = admin;
    await page.goto(`/admin/scans/${scan.id}/tasks?status=bogus&from=nonsense&to=2026-99-99T99:99&sort=foo`);
    const said = page.getByRole('status').filter({ hasText: 'cannot be shown' });
    await expect(said).toHaveText(/left out: status=bogus from=nonsense to=2026-99-99T99:99 sort=foo/);
    await expect.poll(() => numbers(page)).toEqual(['4', '3', '2', '1']);
    await expectAccessible(page);

    await page.getByRole('button', { name: 'refused' }).click();
    await expect.poll(() => numbers(page)).toEqual(['2']);
    await expect(said).toHaveCount(0);
  });

  test('a text that is cut begins with its first words, in whichever direction the page reads', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    await worker.submit(scan, `Seal 88-214 is cut ${'and so on '.repeat(40)}`);
    await admin.enter(scan);
    const { page } = admin;
    await page.goto(`/admin/scans/${scan.id}/tasks`);
    for (const way of ['ltr', 'rtl']) {
      await page.evaluate((dir) => (document.documentElement.dir = dir), way);
      const isSeen = await row(page, 1).getByText('Seal').evaluate((said) => {
        const words = document.createRange();
        words.setStart(said.firstChild ?? said, 0);
        words.setEnd(said.firstChild ?? said, 4);
        const [seal, cell] = [words.getBoundingClientRect(), said.closest('[role="cell"]')?.getBoundingClientRect()];
        return cell !== undefined && seal.width > 0 && seal.left >= cell.left - 1 && seal.right <= cell.right + 1;
      });
      expect(isSeen, way).toBe(true);
    }
  });

  test('a task is opened with its history and decided there', async ({ admin, newAdmin, sender: worker }) => {
    const scan = await mixedScan(admin, worker);
    await admin.enter(scan);
    const { page } = admin;
    await page.goto(`/admin/scans/${scan.id}/tasks`);
    await row(page, 3).click();
    await expect(side(page, 3)).toContainText('Which gate?');
    await expect(side(page, 3).getByRole('listitem').filter({ hasText: 'Sent back by' })).toBeVisible();
    await expectAccessible(page);
    await page.reload();
    await expect(side(page, 3)).toContainText('Which gate?');
    // A task that has only just come into the panel cannot be decided by a press.
    await expect(async () => {
      const reopen = side(page, 3).getByRole('button', { name: 'Reopen' });
      if (await reopen.isVisible()) await reopen.click({ timeout: 1000 });
      await expect(row(page, 3)).toContainText('waiting', { timeout: 700 });
    }).toPass();

    // What another decides is seen where it is, in row and panel.
    const other = await newAdmin('Grace');
    const task = await admin.taskOf(scan, 'Cone is missing');
    await other.decide(task, 'validate');
    await expect(side(page, 3)).toContainText('validated');
    await expect(row(page, 3)).toContainText('validated');
    await side(page, 3).getByRole('button', { name: 'Close' }).click();
    await expect(side(page, 3)).toHaveCount(0);

    await row(page, 4).click();
    await expect(side(page, 4)).toBeFocused();
    const verdict = isNarrow(page)
      ? () => side(page, 4).getByRole('button', { name: 'Validate' }).click({ timeout: 1000 })
      : () => page.keyboard.press('v');
    await expect(async () => {
      if ((await row(page, 4).getByText('waiting').count()) > 0) await verdict();
      await expect(row(page, 4)).toContainText('validated', { timeout: 700 });
    }).toPass();
    await expect.poll(async () => (await admin.taskOf(scan, 'Badge reader is dark')).status).toBe('validated');
  });

  test('what is held back from its author is found as what it will be, and said to be some of all', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan('Gate sweep', { grace_seconds: 30, refusal_reasons: ['Seen already'] });
    const seal = await worker.submit(scan, 'Seal is cut');
    await worker.submit(scan, 'Cone is missing');
    await admin.decide(seal, 'refuse', 'Seen already');
    await admin.call('PATCH', `/scans/${scan.id}`, { version: scan.version, refusal_reasons: ['Drill'] });
    const { page } = admin;
    await page.goto(`/admin/scans/${scan.id}/tasks?status=refused`);
    await expect.poll(() => numbers(page)).toEqual(['1']);
    await expect(page.getByText('1 of 2 tasks', { exact: true })).toBeVisible();
    await page.goto(`/admin/scans/${scan.id}/tasks?status=pending`);
    await expect.poll(() => numbers(page)).toEqual(['2']);
    await page.getByRole('button', { name: 'More filters' }).click();
    await page.getByLabel('Chosen from list').fill('1');
    await expect(page.getByRole('heading', { name: 'No task matches' })).toBeVisible();
    await page.getByRole('group', { name: 'State' }).getByRole('button', { name: 'waiting' }).click();
    await expect.poll(() => numbers(page)).toEqual(['1']);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await expect(page.getByText('2 tasks', { exact: true })).toBeVisible();
  });

  test('a row that is scrolled out of sight keeps the keyboard', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    await worker.flood(scan, Array.from({ length: 300 }, (_, index) => `Cone ${index} is missing`));
    const { page } = admin;
    await page.goto(`/admin/scans/${scan.id}/tasks`);
    const opener = page.getByRole('button', { name: 'Open task 298', exact: true });
    await opener.focus();
    await table(page).evaluate((pane) => pane.scrollTo({ top: pane.scrollHeight }));
    await expect(row(page, 290)).toHaveCount(0);
    await expect(opener).toBeFocused();
    await page.keyboard.press('ArrowDown');
    const next = page.getByRole('button', { name: 'Open task 297', exact: true });
    await expect(next).toBeFocused();
    await expect(next).toBeInViewport();
    await expect(row(page, 290)).toBeVisible();
  });

  test('what arrives waits to be shown, and moves nothing', async ({ admin, sender: worker }) => {
    const scan = await mixedScan(admin, worker);
    const { page } = admin;
    await page.goto(`/admin/scans/${scan.id}/tasks?status=pending`);
    await expect.poll(() => numbers(page)).toEqual(['4']);
    await worker.submit(scan, 'Gate 5 is open');
    await worker.submit(scan, 'Gate 6 is open');
    const fresh = page.getByRole('button', { name: '2 new' });
    await expect(fresh).toBeVisible();
    expect(await numbers(page)).toEqual(['4']);
    await fresh.click();
    await expect.poll(() => numbers(page)).toEqual(['6', '5', '4']);
    await expect(fresh).toHaveCount(0);
  });

  test('it is sorted by what is in sight, and what arrives covers nothing', async ({ admin, sender: worker }) => {
    const scan = await mixedScan(admin, worker);
    const { page } = admin;
    const narrow = isNarrow(page);
    const sorts = page.getByRole('columnheader').getByRole('button');
    const fresh = page.getByRole('button', { name: /^\d+ new$/ });
    await page.goto(`/admin/scans/${scan.id}/tasks`);
    await expect.poll(() => numbers(page)).toEqual(['4', '3', '2', '1']);
    await expect(sorts).toHaveText(narrow ? ['Number', 'Changed'] : ['#', 'Decided']);
    await sorts.first().click();
    await expect.poll(() => numbers(page)).toEqual(['1', '2', '3', '4']);
    await sorts.last().click();
    await expect.poll(() => numbers(page)).toEqual(['3', '2', '1', '4']);
    await expectAccessible(page);

    for (const letters of [16, 32]) {
      await setLetters(page, letters);
      await page.goto(`/admin/scans/${scan.id}/tasks`);
      await expect(row(page, 4)).toBeVisible();
      await worker.submit(scan, `Gate is open, ${letters}`);
      await expect(fresh).toBeVisible();
      await expectReadable(page, `the list, with letters of ${letters} pixels`, [{ width: narrow ? 390 : 1440, height: 844 }]);
      const news = (await fresh.boundingBox()) ?? { x: 0, width: 0 };
      for (const sort of await sorts.all()) {
        await expect(sort).toBeInViewport({ ratio: 1 });
        const box = (await sort.boundingBox()) ?? news;
        expect(box.x + box.width <= news.x || news.x + news.width <= box.x, 'what is new covers no head').toBe(true);
      }
    }
  });

  test('on a phone a long name and a long reason leave the time whole', async ({ admin, newWorker }) => {
    const worker = await newWorker('Maximiliane Featherst');
    const scan = await admin.openScan();
    const [first, second] = [await worker.submit(scan, 'Seal is cut'), await worker.submit(scan, 'Cone is missing')];
    await admin.decide(first, 'refuse', 'Seen already, and reported to the harbour master by the shift before');
    await admin.decide(second, 'return', 'Which gate was it, and which container?');
    const { page } = admin;
    const states = table(page).getByText(/^(refused|sent back)$/);
    const times = rows(page).locator('[role=cell] > time:first-child').filter({ visible: true });
    for (const [letters, width] of [[16, 320], [16, 390], [20, 390]] as const) {
      await setLetters(page, letters);
      await page.setViewportSize({ width, height: 844 });
      await page.goto(`/admin/scans/${scan.id}/tasks`);
      await expect(times).toHaveCount(2);
      await expect(states).toHaveCount(2);
      for (const part of [...(await times.all()), ...(await states.all())]) {
        await expect.poll(() => isWhole(part.locator('..')), `${letters} pixels, ${width} wide`).toBe(true);
      }
    }
  });

  test('of hundreds only those in sight are drawn, and the rest is read on the way', async ({ admin, newWorker }) => {
    const scan = await admin.openScan();
    // As many as one may send at once, each.
    const workers = await Promise.all(Array.from({ length: 9 }, () => newWorker()));
    await Promise.all(
      workers.map(async (worker) => {
        for (let count = 0; count < 25; count += 1) await worker.submit(scan, `Cone ${count} is missing`);
      }),
    );
    const { page } = admin;
    await page.goto(`/admin/scans/${scan.id}/tasks`);
    await expect(row(page, 225)).toBeVisible();
    expect(await rows(page).count()).toBeLessThan(60);
    await expect(async () => {
      await table(page).evaluate((pane) => {
        pane.scrollTop = pane.scrollHeight;
      });
      await expect(row(page, 1)).toBeVisible({ timeout: 1000 });
    }).toPass();
    await expect(page.getByText('225 tasks')).toBeVisible();
    await expect(table(page)).toHaveAttribute('aria-rowcount', '226');
  });

  test('what is shown is saved as a spreadsheet, and a closed scan is read on', async ({ admin, sender: worker }) => {
    const scan = await mixedScan(admin, worker);
    await admin.call('PATCH', `/scans/${scan.id}`, { version: scan.version, status: 'closed' });
    const { page } = admin;
    await page.goto(`/admin/scans/${scan.id}/tasks?status=refused`);
    await expect.poll(() => numbers(page)).toEqual(['2']);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    const file = await saving;
    expect(file.suggestedFilename()).toBe('Gate sweep.csv');
    const text = await readFile(await file.path(), 'utf8');
    expect(text.split('\r\n')).toHaveLength(3);
    expect(text).toContain('Café door is open');

    await page.goto(`/admin/scans/${scan.id}/tasks?status=pending`);
    await expect(page.getByRole('button', { name: 'undecided', pressed: true })).toBeVisible();
    await expect(row(page, 4)).toContainText('undecided');
    await expect(page.getByText('waiting')).toHaveCount(0);
  });

  test('it is not for others', async ({ owner: admin, worker }) => {
    const scan = await mixedScan(admin, worker);
    await worker.page.goto(`/admin/scans/${scan.id}/tasks`);
    await expect(worker.page.getByRole('heading', { name: 'This scan is not here for you' })).toBeVisible();
  });
});
