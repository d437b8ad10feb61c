import { isNarrow, panel } from './console';
import { expect, expectAccessible, test } from './fixtures';

test.describe('the life of a scan', () => {
  test('a scan that is over is summed up, and the page can be printed', async ({ admin, worker }) => {
    const scan = await admin.openScan('Gate sweep');
    const tasks = [];
    for (const text of ['Seal is cut', 'Cone is missing', 'Door is open']) tasks.push(await worker.submit(scan, text));
    const [first, second, third] = tasks;
    if (first) await admin.decide(first, 'validate');
    if (second) await admin.decide(second, 'refuse', 'Seen already');
    if (third) await admin.decide(third, 'refuse', 'Seen already');
    await admin.call('PATCH', `/scans/${scan.id}`, { version: scan.version, status: 'closed' });

    const page = await admin.enter(scan);
    await page.getByRole('link', { name: 'See the summary' }).click();
    await expect(page.getByRole('heading', { name: 'Gate sweep', level: 1 })).toBeVisible();
    await expect(page.getByRole('row', { name: 'Seen already 2' })).toBeVisible();
    await expect(page.getByRole('row', { name: new RegExp(`^${admin.name} 1 2 0 3$`) })).toBeVisible();
    await expectAccessible(page);
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expect(page.locator('html'), 'ink on white, whichever theme is chosen').toHaveCSS('color', 'rgb(11, 22, 38)');
    await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    await expect(page.getByRole('heading', { name: 'Who decided' }).locator('..'), 'no heading ends a page').toHaveCSS('break-after', 'avoid');
    await expect(page.getByRole('row', { name: 'Seen already 2' }), 'no row is cut').toHaveCSS('break-inside', 'avoid');
    await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
    await expect(page.getByRole('button', { name: /^Save/ })).toHaveCount(0);
    await expect(page.getByRole('row', { name: 'Seen already 2' })).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('link', { name: 'All tasks' }).click();
    await expect(page.getByRole('heading', { name: 'Tasks', level: 1 })).toBeVisible();

    await worker.page.goto(`/admin/scans/${scan.id}/summary`);
    await expect(worker.page.getByRole('heading', { name: 'This scan is not here for you' })).toBeVisible();
  });

  test('closing leads to the summary, with what happened when', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan('Gate sweep', { refusal_reasons: ['Seen already'] });
    const tasks = [await worker.submit(scan, 'Seal is cut'), await worker.submit(scan, 'Cone is missing'), await worker.submit(scan, 'Door is open')];
    const [first, second] = tasks;
    if (first) await admin.decide(first, 'validate');
    if (second) await admin.decide(second, 'refuse', 'Seen already');
    await admin.call('PATCH', `/scans/${scan.id}`, { version: scan.version, refusal_reasons: ['Drill'] });

    const page = await admin.enter(scan);
    await page.getByRole('button', { name: 'Manage the scan' }).click();
    await page.getByRole('menuitem', { name: 'Close the scan' }).click();
    const question = page.getByRole('dialog', { name: 'Close this scan?' });
    await expect(question.getByRole('switch', { name: 'Then show the summary' })).toBeChecked();
    await expectAccessible(page);
    await question.getByRole('button', { name: 'Close the scan' }).click();

    await expect(page.getByRole('heading', { name: 'Gate sweep', level: 1 })).toBeVisible();
    await expect(page).toHaveURL(`/admin/scans/${scan.id}/summary`);
    await expect(page.getByRole('row', { name: 'Seen already list 1: 1 1' })).toBeVisible();
    await expect(page.getByText('95 of 100 within')).toBeVisible();
    await expect(page.getByRole('img', { name: /^Bars: tasks that arrived/ })).toBeVisible();
    await page.getByText('The same as a table').click();
    const rows = page.getByRole('table').filter({ has: page.getByRole('columnheader', { name: 'arrived' }) }).getByRole('row');
    const figures = (await rows.allInnerTexts()).slice(1).map((row) => row.split(/\s+/).slice(-4).map(Number));
    const sums = figures.reduce((sum, row) => sum.map((value, at) => value + (row[at] ?? 0)), [0, 0, 0, 0]);
    expect(sums).toEqual([3, 1, 1, 0]);
    await expectAccessible(page);
    const before = page.viewportSize();
    await page.setViewportSize({ width: 320, height: 640 });
    const broken = () =>
      page.locator('thead th').evaluateAll((heads) => {
        const linesOf = (head: Element) => {
          const range = document.createRange();
          range.selectNodeContents(head);
          return new Set([...range.getClientRects()].map(({ top }) => top)).size;
        };
        return heads.filter((head) => linesOf(head) > head.textContent.trim().split(' ').length).map((head) => head.textContent);
      });
    await expect.poll(broken, 'no word is taken apart').toEqual([]);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    if (before) await page.setViewportSize(before);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('img', { name: /^Bars/ })).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('link', { name: 'Back to the console' }).click();
    await expect(page.getByRole('banner')).toContainText('closed');
    const left = page.getByRole('gridcell', { name: /^Task 3, undecided after less than a minute, Door is open/ });
    await expect(left).toBeVisible();
    await page.reload();
    await expect(left).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('banner').getByRole('link', { name: 'closed Summary' }).click();
    await expect(page).toHaveURL(`/admin/scans/${scan.id}/summary`);
    await page.goBack();
    await expect(left).toBeVisible();
    if (isNarrow(page)) await left.click();
    await expect(panel(page).getByText('undecided')).toBeVisible();
    await expect(page.getByText('waiting')).toHaveCount(0);
  });

  test('why it is paused stands in sight, also while tasks wait', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    await worker.submit(scan, 'Seal is cut');
    const page = await admin.enter(scan);
    await expect(page.getByRole('gridcell', { name: /^Task 1,/ })).toBeVisible();
    await admin.call('PATCH', `/scans/${scan.id}`, { version: scan.version, status: 'paused', pause_message: 'Back at two, when the lorries are through' });
    await expect(page.getByRole('banner').getByText('Back at two')).toBeVisible();
    await expect(page.getByRole('banner').getByText('paused', { exact: true })).toBeVisible();
    await expect(page.getByRole('gridcell', { name: /^Task 1,/ })).toBeVisible();
    await expectAccessible(page);
  });

  test('what somebody else has changed meanwhile is not undone by saving', async ({ admin }) => {
    const scan = await admin.openScan('Gate sweep', { instructions: 'Old words' });
    const page = await admin.enter(scan);
    await page.getByRole('button', { name: 'Manage the scan' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit the scan' });
    await dialog.getByLabel('Name').fill('Gate walk');
    await admin.call('PATCH', `/scans/${scan.id}`, { version: scan.version, instructions: 'New words', name: 'Gate round' });
    await expect(page.getByRole('heading', { name: 'Gate round', includeHidden: true })).toBeAttached();

    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByRole('alert')).toHaveText(/changed this meanwhile: the name\./);
    // Whoever pressed the button reads it, wherever the form is scrolled to.
    await expect(dialog.getByRole('alert')).toBeInViewport({ ratio: 1 });
    await expectAccessible(page);
    await expect(dialog.getByLabel('Name')).toHaveValue('Gate walk');
    const kept = await admin.call('GET', `/scans/${scan.id}`);
    expect(kept).toMatchObject({ name: 'Gate round', instructions: 'New words' });

    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toHaveCount(0);
    expect(await admin.call('GET', `/scans/${scan.id}`)).toMatchObject({ name: 'Gate walk', instructions: 'New words' });
  });

  test('what another has changed elsewhere in it is no reason to begin again', async ({ admin }) => {
    const scan = await admin.openScan('Gate sweep', { instructions: 'Old words' });
    const page = await admin.enter(scan);
    await page.getByRole('button', { name: 'Manage the scan' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit the scan' });
    await dialog.getByLabel('Instructions for the workers').fill('New words');
    await admin.call('PATCH', `/scans/${scan.id}`, { version: scan.version, target_seconds: 60 });

    await dialog.getByRole('button', { name: 'Save' }).click();

    await expect(dialog).toHaveCount(0);
    expect(await admin.call('GET', `/scans/${scan.id}`)).toMatchObject({ instructions: 'New words', target_seconds: 60 });
  });

  test('the focus comes to what is wrong, also where that is out of sight', async ({ admin }) => {
    const scan = await admin.openScan('Gate sweep');
    const page = await admin.enter(scan);
    await page.getByRole('button', { name: 'Manage the scan' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit the scan' });
    await dialog.getByLabel('Name').fill('x'.repeat(121));
    await dialog.getByRole('switch').last().focus();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByLabel('Name')).toBeFocused();
    await expect(dialog.getByText('At most 120 characters.')).toBeInViewport({ ratio: 1 });
  });

  test('another one begins as this one is set up', async ({ admin }) => {
    const scan = await admin.openScan('Gate sweep', { instructions: 'Look twice.', target_seconds: 60 });
    const page = await admin.enter(scan);
    await page.getByRole('button', { name: 'Manage the scan' }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    const dialog = page.getByRole('dialog', { name: 'Another scan like this one' });
    await expect(dialog.getByLabel('Name')).toHaveValue('Gate sweep (copy)');
    await expect(dialog.getByLabel('Instructions for the workers')).toHaveValue('Look twice.');
    await dialog.getByLabel('Name').fill('Gate sweep, evening');
    await dialog.getByRole('button', { name: 'Open the scan' }).click();
    await expect(page.getByRole('heading', { name: 'Gate sweep, evening' })).toBeVisible();
    await expect(page.getByRole('heading', { name: /ready for its first/ })).toBeVisible();
    expect(page.url()).not.toContain(scan.id);
  });
});
