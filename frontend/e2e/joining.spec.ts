import { expect, expectAccessible, test } from './fixtures';

test.describe('joining', () => {
  test('the code under Share is typed, spaces and all, and leads to the scan', async ({ admin, worker }) => {
    const scan = await admin.openScan('Code gate');
    const desk = await admin.enter(scan);
    await desk.getByRole('button', { name: 'Share' }).click();
    const dialog = desk.getByRole('dialog', { name: 'Invite workers' });
    const code = (await admin.call<{ code: string }>('GET', `/scans/${scan.id}`)).code;
    const shown = `${code.slice(0, 3)} ${code.slice(3)}`;
    await expect(dialog.getByText(shown)).toBeVisible();
    await expectAccessible(desk);

    const { page } = worker;
    await page.goto('/worker');
    await page.getByLabel('Code of the scan').fill(shown.toLowerCase());
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Code gate' })).toBeVisible();
  });

  test('a code in the address leads on, also for who has to sign in first', async ({ admin, worker, page }) => {
    const scan = await admin.openScan('Deep gate');
    const { code } = await admin.call<{ code: string }>('GET', `/scans/${scan.id}`);
    await worker.page.goto(`/join/${code}`);
    await expect(worker.page.getByRole('heading', { name: 'Deep gate' })).toBeVisible();

    await page.goto('/login');
    await page.getByRole('link', { name: 'Enter a scan' }).click();
    await expect(page.getByRole('heading', { name: 'Enter a scan' })).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Code of the scan').fill(code);
    await page.getByRole('button', { name: 'Enter' }).click();
    await expect(page).toHaveURL(new RegExp(`/login\\?next=.*${scan.id}`));
  });

  test('a code that leads nowhere says so, and can be mended', async ({ admin, worker }) => {
    const scan = await admin.openScan('Closed gate');
    const { code } = await admin.call<{ code: string }>('GET', `/scans/${scan.id}`);
    await admin.call('PATCH', `/scans/${scan.id}`, { version: scan.version, status: 'closed' });
    const { page } = worker;
    await page.goto(`/join/${code}`);
    await expect(page.getByLabel('Code of the scan')).toHaveValue(code);
    await expect(page.getByLabel('Code of the scan')).toHaveAccessibleDescription(/No open scan has this code/);
    await expectAccessible(page);

    const other = await admin.openScan('Open gate');
    await page.getByLabel('Code of the scan').fill(other.links.worker);
    await page.getByRole('button', { name: 'Enter' }).click();
    await expect(page.getByRole('heading', { name: 'Open gate' })).toBeVisible();
  });
});
