import type { ScanView } from '../src/live/protocol.gen';
import { cards, isNarrow } from './console';
import { expect, expectAccessible, expectAccessibleInBothThemes, test, uniqueName } from './fixtures';

test.describe('the list of scans', () => {
  test('a new scan is opened, found again and shared', async ({ admin }) => {
    const { page } = admin;
    const name = uniqueName('Harbour');
    await page.goto('/admin');
    await page.getByRole('button', { name: 'New scan' }).click();
    const dialog = page.getByRole('dialog', { name: 'New scan' });
    await dialog.getByRole('button', { name: 'Open the scan' }).click();
    await expect(dialog).toContainText('Give the scan a name.');
    await expectAccessible(page);

    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel(/^Target time/).fill('90');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
    await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
    const link = new URL(page.url()).href.replace('/admin/scans/', '/worker/scan/');
    await expect(page.getByRole('textbox', { name: 'Link for workers' })).toHaveValue(link);
    await page.getByRole('button', { name: 'Copy the link' }).click();
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();

    await page.goto('/admin');
    await page.getByRole('searchbox', { name: 'Search' }).fill(name.toUpperCase());
    await expect(page.getByRole('list', { name: 'Your scans' }).getByRole('listitem')).toHaveCount(1);
    await expectAccessible(page);
    await page.getByRole('link', { name }).click();
    await expect(page).toHaveURL(/\/admin\/scans\//);
  });

  test('a scan is paused, reopened, edited and closed, and its workers follow', async ({ admin, worker }) => {
    const scan = await admin.openScan('Gate sweep');
    const portal = await worker.enter(scan);
    const page = await admin.enter(scan);
    const manage = async (what: string) => {
      await page.getByRole('button', { name: 'Manage the scan' }).click();
      await page.getByRole('menuitem', { name: what }).click();
    };

    await manage('Pause');
    const pause = page.getByRole('dialog', { name: 'Pause this scan?' });
    await pause.getByLabel('Message to the workers').fill('Back at two');
    await expectAccessible(page);
    await pause.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByRole('heading', { name: 'This scan is paused' })).toBeVisible();
    await expect(page.getByText('The workers are told:')).toContainText('Back at two');
    await expect(portal.getByText('Back at two')).toBeVisible();
    await expectAccessible(portal);
    await manage('Resume');
    await expect(page.getByRole('heading', { name: /ready for its first/ })).toBeVisible();
    await expect(portal.getByText('Back at two')).toHaveCount(0);

    await worker.submit(scan, 'waits while it closes');
    await expect(cards(page)).toHaveCount(1);
    // While something waits, the message and the way on stand over it, whole.
    const long = `${'The lorries are through at two, and until then nobody is at the gate. '.repeat(6)}Back at two`;
    await manage('Pause');
    await pause.getByLabel('Message to the workers').fill(long);
    await pause.getByRole('button', { name: 'Pause' }).click();
    const message = page.getByRole('banner').getByRole('paragraph').filter({ hasText: long });
    const isWhole = () => message.evaluate((element) => element.scrollHeight <= element.clientHeight);
    await expect(message).toBeVisible();
    if (isNarrow(page)) {
      expect(await isWhole()).toBe(false);
      await page.getByRole('button', { name: 'All of it' }).click();
    }
    await expect.poll(isWhole).toBe(true);
    await expectAccessibleInBothThemes(page);
    await page.getByRole('banner').getByRole('button', { name: 'Resume' }).click();
    await expect(message).toHaveCount(0);
    await expect(page.getByRole('banner')).toContainText('open');
    await manage('Edit');
    const dialog = page.getByRole('dialog', { name: 'Edit the scan' });
    await dialog.getByLabel('Name').fill('Gate sweep, second round');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { name: 'Gate sweep, second round' })).toBeVisible();
    await expect(portal.getByRole('heading', { name: 'Gate sweep, second round' })).toBeVisible();

    await manage('Close the scan');
    const question = page.getByRole('dialog', { name: 'Close this scan?' });
    await expect(question).toContainText('1 task still waits');
    await question.getByRole('switch', { name: 'Then show the summary' }).uncheck();
    await question.getByRole('button', { name: 'Close the scan' }).click();
    await expect(page.getByRole('banner')).toContainText('closed');
    await expect(portal.getByText(/closed/i).first()).toBeVisible();

    // Who wrote the old code down has to be told: nobody else knows.
    // Even where the page hears that it is open before the answer comes.
    await page.route(`**/scans/${scan.id}`, async (route) => {
      const response = await route.fetch();
      await expect(page.getByRole('banner')).not.toContainText('closed');
      await route.fulfill({ response });
    });
    await manage('Reopen');
    const told = page.getByText(/the code to type is a new one:/);
    await expect(told).toBeVisible();
    const { code = '' } = await admin.call<ScanView>('GET', `/scans/${scan.id}`);
    expect(code).not.toBe(scan.code);
    await expect(told).toContainText(`${code.slice(0, 3)} ${code.slice(3)}`);
  });
});
