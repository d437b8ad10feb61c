import type { Page } from '@playwright/test';
import { cards, isNarrow } from './console';
import { expect, expectAccessible, expectAccessibleInBothThemes, test } from './fixtures';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Moderators' });
const list = (page: Page) => dialog(page).getByRole('list', { name: 'Moderators of this scan' });

async function open(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Manage the scan' }).click();
  await page.getByRole('menuitem', { name: 'Moderators' }).click();
  await expect(dialog(page)).toBeVisible();
}

test('whoever is named while he writes keeps sight of what he sent and wrote, and copies it', async ({ owner: admin, newWorker }) => {
  const scan = await admin.openScan();
  const named = await newWorker('Bo');
  const other = await newWorker();
  await other.submit(scan, 'of somebody else');
  await admin.decide(await named.submit(scan, 'seal 1 is cut'), 'refuse', 'Seen already');
  const { page } = named;
  await named.enter(scan);
  await page.getByLabel('Your suggestion', { exact: true }).fill('half a thought');

  await admin.call('POST', `/scans/${scan.id}/moderators`, { username: named.name });

  await expect(page.getByRole('heading', { name: 'You moderate this scan' })).toBeVisible();
  const main = page.getByRole('main');
  await expect(main).toContainText('seal 1 is cut');
  await expect(main).toContainText('Seen already');
  await expect(main).not.toContainText('of somebody else');
  await expect(main.getByRole('listitem').filter({ hasText: 'half a thought' }).getByRole('button', { name: 'Copy the text' })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  // Also after a reload, when what he sees is a moderator's from the start.
  await page.reload();
  await expect(main).toContainText('seal 1 is cut');
  await expect(main).toContainText('half a thought');
  await page.getByRole('button', { name: 'To the desk' }).click();
  await expect(cards(page)).toHaveCount(1);
});

test('the owner names a moderator by user name, who decides at once and names nobody; and takes it back', async ({ admin, sender: worker, newWorker }) => {
  const scan = await admin.openScan();
  await worker.submit(scan, 'gate is open');
  const named = await newWorker('Bo');
  const page = await admin.enter(scan);
  const portal = await named.enter(scan);
  await expect(portal.getByLabel('Your suggestion', { exact: true })).toBeVisible();

  await open(page);
  const field = dialog(page).getByLabel('User name');
  const add = dialog(page).getByRole('button', { name: 'Add' });
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/can send nothing any more/);
  await field.fill('nobody has this name');
  await add.click();
  await expect(field).toHaveAccessibleDescription(/Nobody has this user name/);
  await expect(field).toBeFocused();
  for (const theme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light', reducedMotion: 'reduce' });
    await expectAccessible(page);
  }
  await field.fill(` ${named.name.toUpperCase()}`);
  await field.press('Enter');
  await expect(list(page).getByRole('listitem').filter({ hasText: named.name })).toBeVisible();
  await expect(field).toHaveValue('');

  await named.page.goto(scan.links.console ?? `/admin/scans/${scan.id}`);
  await expect(cards(named.page)).toHaveCount(1);
  await open(named.page);
  await expect(list(named.page)).toContainText(named.name);
  await expect(list(named.page)).toContainText(admin.name);
  await expect(dialog(named.page).getByRole('textbox')).toHaveCount(0);
  await expect(dialog(named.page).getByRole('button', { name: /^Remove/ })).toHaveCount(0);
  if (!isNarrow(named.page)) await expectAccessible(named.page);

  await dialog(page).getByRole('button', { name: `Remove ${named.name}` }).click();
  const really = dialog(page).getByRole('button', { name: `Really remove ${named.name}?` });
  await expect(async () => {
    if (await really.isVisible()) await really.click({ timeout: 500 });
    await expect(list(page)).not.toContainText(named.name, { timeout: 700 });
  }).toPass();
  await expect(named.page.getByRole('heading', { name: 'This scan is not here for you' })).toBeVisible();
});
