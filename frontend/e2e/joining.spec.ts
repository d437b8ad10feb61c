import type { Page } from '@playwright/test';
import type { ScanView } from '../src/live/protocol.gen';
import { isNarrow } from './console';
import { expect, expectAccessible, test, uniqueName } from './fixtures';

test.describe('joining', () => {
  test('the code under Share is typed, spaces and all, and leads to the scan', async ({ admin, worker }) => {
    const scan = await admin.openScan('Code gate');
    const desk = await admin.enter(scan);
    await desk.getByRole('button', { name: 'Share' }).click();
    const dialog = desk.getByRole('dialog', { name: 'Invite workers' });
    const code = scan.code ?? '';
    const shown = `${code.slice(0, 3)} ${code.slice(3)}`;
    await expect(dialog.getByText(shown)).toBeVisible();
    await expectAccessible(desk);

    const { page } = worker;
    await page.goto('/worker');
    await page.getByLabel('Code of the scan').fill(shown.toLowerCase());
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Code gate' })).toBeVisible();
  });

  test('a code in the address leads on, also for who has to sign in first', async ({ owner: admin, worker, page }) => {
    const scan = await admin.openScan('Deep gate');
    const { code = '' } = scan;
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

  test('a code that leads nowhere says so, and can be mended', async ({ owner: admin, worker }) => {
    const scan = await admin.openScan('Closed gate');
    const { code = '' } = scan;
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

test.describe('guests', () => {
  const enterAs = async (page: Page, scan: ScanView, name: string) => {
    await page.goto(scan.links.worker);
    await expect(page.getByRole('heading', { name: scan.name })).toBeVisible();
    await page.getByLabel('Your name').fill(name);
    await page.getByRole('button', { name: 'Enter' }).click();
    await expect(page.getByRole('textbox', { name: 'Your suggestion' })).toBeVisible();
  };
  const submit = async (page: Page, text: string) => {
    await page.getByRole('textbox', { name: 'Your suggestion' }).fill(text);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(page.getByRole('listitem').filter({ hasText: text })).toContainText('saved');
  };

  test('somebody enters with a name, stays through a reload, and makes an account of it', async ({ owner: admin, page }) => {
    const scan = await admin.openScan('Guest gate', { guests: true });
    await page.goto(scan.links.worker);
    await expect(page.getByLabel('Your name')).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Your name').fill('x');
    await page.getByRole('button', { name: 'Enter' }).click();
    await expect(page.getByLabel('Your name')).toHaveAccessibleDescription(/2 to 40/);
    await enterAs(page, scan, 'Grace');
    await submit(page, 'seen by a guest');
    await page.reload();
    await expect(page.getByRole('listitem').filter({ hasText: 'seen by a guest' })).toBeVisible();

    await page.goto('/account');
    await expect(page.getByRole('heading', { name: 'Guest gate' })).toBeVisible();
    await page.getByRole('button', { name: 'Account of Grace' }).click();
    await expect(page.getByRole('menuitem')).toHaveText(['Make an account', 'Leave the scan']);
    await page.getByRole('menuitem', { name: 'Make an account' }).click();
    await expect(page.getByLabel('User name')).toHaveValue('Grace');
    await expect(page.getByText('What you have sent stays yours.')).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('User name').fill(uniqueName('Grace'));
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Make an account' }).click();
    await expect(page.getByRole('heading', { name: 'Guest gate' })).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: 'seen by a guest' })).toBeVisible();
    await submit(page, 'seen by an account');
    await page.goto('/worker');
    await expect(page.getByRole('link', { name: /Guest gate/ })).toBeVisible();
  });

  test('a moderator lets guests in, sees who is one, and puts one out', async ({ admin, page }) => {
    const scan = await admin.openScan('Switch gate');
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(`${message.text()} ${message.location().url}`));
    await page.goto(scan.links.worker);
    await expect(page).toHaveURL(/\/login\?next=/);
    expect(errors, 'that no guests are let in is an answer').toEqual([]);

    const desk = await admin.enter(scan);
    await desk.getByRole('button', { name: 'Share' }).click();
    const share = desk.getByRole('dialog', { name: 'Invite workers' });
    const letIn = share.getByRole('switch', { name: 'Let guests in' });
    await letIn.click();
    await expect(letIn).toBeChecked();
    await expect(share.getByText('They type their name, or sign in.')).toBeVisible();
    await expectAccessible(desk);
    await share.getByRole('button', { name: 'Close' }).click();

    await enterAs(page, scan, 'Grace');
    await submit(page, 'who am I?');
    await expect(desk.getByText('guest', { exact: true }).first()).toBeVisible();

    await desk.getByRole('button', { name: 'Manage the scan' }).click();
    await desk.getByRole('menuitem', { name: 'Guests' }).click();
    const guests = desk.getByRole('dialog', { name: 'Guests' });
    await expect(guests.getByRole('listitem')).toHaveCount(1);
    await expectAccessible(desk);
    await guests.getByRole('button', { name: 'Remove Grace' }).click();
    const really = guests.getByRole('button', { name: 'Really remove Grace?' });
    await expect(async () => {
      // A press that comes at once may be the second of a double click.
      if (await really.isVisible()) await really.click({ timeout: 500 });
      await expect(guests.getByText('There are none.')).toBeVisible({ timeout: 700 });
    }).toPass();
    await expect(page.getByRole('heading', { name: 'You have been removed from this scan' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Make an account' })).toBeVisible();
    await expectAccessible(page);
    expect((await admin.tasks(scan)).map((task) => task.text)).toEqual(['who am I?']);

    // By its cookie, however it comes again; another browser has none.
    await page.goto(scan.links.worker);
    await expect(page.getByRole('heading', { name: 'You have been removed from this scan' })).toBeVisible();
    await expect(page.getByLabel('Your name')).toHaveCount(0);
    await page.context().clearCookies();
    await enterAs(page, scan, 'Grace');
  });

  test('that a name is a guest\'s is said on a card however little room there is', async ({ admin, sender: worker, page }) => {
    const scan = await admin.openScan('Full gate', { guests: true });
    await enterAs(page, scan, 'Grace Hopper of the Navy');
    await submit(page, 'who am I?');
    const others = isNarrow(admin.page) ? 4 : 17;
    for (let count = 1; count <= others; count += 1) await worker.submit(scan, `Seal ${count} is cut`);
    const desk = await admin.enter(scan);
    const card = desk.getByRole('gridcell', { name: /who am I\?/ });
    const mark = card.getByText('guest', { exact: true });
    await expect(mark).toBeVisible();
    // Shortened to its first letters it could be any word.
    await expect.poll(() => mark.evaluate((badge) => {
      const { right } = badge.getBoundingClientRect();
      const author = badge.parentElement?.getBoundingClientRect();
      return author !== undefined && right <= author.right + 1;
    })).toBe(true);
  });

  test('nobody enters under the name of somebody who is there, and what he typed is kept', async ({ owner: admin, page, browser, contextOptions }) => {
    const scan = await admin.openScan('Name gate', { guests: true });
    await enterAs(page, scan, 'Grace H.');
    const second = await (await browser.newContext(contextOptions)).newPage();
    await second.goto(scan.links.worker);
    const name = second.getByLabel('Your name');
    for (const taken of [admin.name.toUpperCase(), 'grace-h']) {
      await name.fill(taken);
      await second.getByRole('button', { name: 'Enter' }).click();
      await expect(name).toHaveAccessibleDescription(/^Somebody here has this name/);
      await expect(name).toHaveValue(taken);
    }
    await expectAccessible(second);
    await enterAs(second, scan, 'Grace M.');
    await second.context().close();
  });

  test('a guest of one scan is told what entering another one costs', async ({ owner: admin, page }) => {
    const [first, second] = [
      await admin.openScan('First gate', { guests: true }),
      await admin.openScan('Second gate', { guests: true }),
    ];
    await enterAs(page, first, 'Grace');
    await page.goto(second.links.worker);
    await expect(page.getByText('you cannot go back to what you sent there')).toBeVisible();
    await expect(page.getByLabel('Your name')).toHaveValue('Grace');
    await page.getByRole('button', { name: 'Enter' }).click();
    await expect(page.getByRole('textbox', { name: 'Your suggestion' })).toBeVisible();
    await submit(page, 'at the second');

    await page.getByRole('button', { name: 'Account of Grace' }).click();
    await page.getByRole('menuitem', { name: 'Leave the scan' }).click();
    const question = page.getByRole('dialog', { name: 'Leave the scan?' });
    await expectAccessible(page);
    await question.getByRole('button', { name: 'Leave' }).click();
    await expect(page.getByLabel('Your name')).toBeVisible();
  });
});
