import type { Page } from '@playwright/test';
import { cards, isNarrow } from './console';
import { expect, expectAccessible, expectAccessibleInBothThemes, test } from './fixtures';

const question = (page: Page) => page.getByRole('group', { name: 'Throw away what you typed?' });
const keep = (page: Page) => question(page).getByRole('button', { name: 'Keep writing' });

test.describe('a dialog', () => {
  test('takes what is typed as soon as it is there', async ({ admin }) => {
    const { page } = admin;
    await page.goto('/admin');
    await page.getByRole('button', { name: 'New scan' }).first().click();
    const name = page.getByRole('dialog', { name: 'New scan' }).getByLabel('Name');
    await expect(name).toBeFocused();
    await page.keyboard.type('Hall 3');
    await expect(name).toHaveValue('Hall 3');

    await admin.enter(await admin.openScan());
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'What are you looking for?' })).toBeFocused();
    await page.keyboard.type('pause');
    await page.keyboard.press('Enter');
    const pause = page.getByRole('dialog', { name: 'Pause this scan?' });
    await expect(pause.getByLabel('Message to the workers')).toBeFocused();
    await page.keyboard.type('Back at two');
    await page.keyboard.press('Control+Enter');
    await expect(pause).toHaveCount(0);
    await expect(page.getByText('Back at two').first()).toBeVisible();
  });

  test('throws away nothing that was typed in it unasked', async ({ admin }) => {
    const { page } = admin;
    // Colours are not looked at while they change.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const instructions = 'Look twice. '.repeat(80);
    await page.goto('/admin');
    const dialog = page.getByRole('dialog', { name: 'New scan' });
    const field = dialog.getByLabel('Instructions for the workers');
    const start = page.getByRole('button', { name: 'New scan' }).first();

    // Where nothing was typed nothing is asked.
    await start.click();
    await expect(dialog).toBeVisible();
    await dialog.getByLabel('Name').focus();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await start.click();
    await field.fill(instructions);

    await page.keyboard.press('Escape');
    await expect(keep(page)).toBeFocused();
    await expectAccessibleInBothThemes(page);
    // The browser itself closes a dialog on a second Escape in a row.
    await page.keyboard.press('Escape');
    await expect(question(page)).toHaveCount(0);
    await expect(field).toBeFocused();
    await page.keyboard.press('Escape');
    await keep(page).click();
    await expect(field).toBeFocused();
    await expect(field).toHaveValue(instructions);

    await page.mouse.click(4, 4);
    await expect(keep(page)).toBeFocused();
    // Who goes on writing has answered.
    await field.click();
    await expect(question(page)).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(keep(page)).toBeFocused();
    await keep(page).press('Enter');
    await expect(field).toHaveValue(instructions);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await question(page).getByRole('button', { name: 'Throw it away' }).click();
    await expect(dialog).toHaveCount(0);
    await start.click();
    await expect(field).toHaveValue('');
  });

  test('asks so of a note to many as well', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    for (const text of ['gate is open', 'badge is torn']) await worker.submit(scan, text);
    const page = await admin.enter(scan);
    await expect(cards(page)).toHaveCount(2);
    await page.getByRole('gridcell').first().press('Control+a');
    await page.getByRole('contentinfo').getByRole('button', { name: /^Send/ }).click();
    const note = page.getByRole('dialog').getByLabel('What should be corrected?');
    await expect(note).toBeFocused();
    await page.keyboard.type('Which gate?');
    await page.keyboard.press('Escape');
    await expect(keep(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(note).toBeFocused();
    await expect(note).toHaveValue('Which gate?');
    await note.press('Enter');
    await expect.poll(async () => (await admin.tasks(scan)).map(({ reason }) => reason)).toEqual(['Which gate?', 'Which gate?']);
  });

  test('is not answered by the second press of a double click', async ({ admin }) => {
    const scan = await admin.openScan();
    const page = await admin.enter(scan);
    await page.getByRole('banner').getByRole('button', { name: 'Share' }).dblclick();
    const dialog = page.getByRole('dialog', { name: 'Invite workers' });
    await expect(dialog).toBeVisible();
    // Beside it, a single press closes it.
    await expect(async () => {
      if (await dialog.isVisible()) await page.mouse.click(4, 4);
      await expect(dialog).toHaveCount(0, { timeout: 500 });
    }).toPass();
  });
});

test('a guest is removed by two presses, and not by a double click', async ({ admin, page }) => {
  const scan = await admin.openScan('Gate sweep', { guests: true });
  const answer = await page.request.post(`/api/v1/scans/${scan.id}/guests`, { data: { name: 'Grace' } });
  expect(answer.status(), await answer.text()).toBe(201);
  const desk = await admin.enter(scan);
  await desk.getByRole('button', { name: 'Manage the scan' }).click();
  await desk.getByRole('menuitem', { name: 'Guests' }).click();
  const guests = desk.getByRole('dialog', { name: 'Guests' });
  const really = guests.getByRole('button', { name: 'Really remove Grace?' });
  const here = guests.getByRole('listitem').filter({ hasText: 'Grace' });

  await guests.getByRole('button', { name: 'Remove Grace' }).dblclick();
  await expect(really).toBeFocused();
  // A key that is held down is one press, too.
  await guests.getByRole('heading').click();
  await guests.getByRole('button', { name: 'Remove Grace' }).focus();
  for (let held = 0; held < 5; held += 1) await desk.keyboard.down('Enter');
  await desk.keyboard.up('Enter');
  await expect(really).toBeFocused();
  await expect(here).toHaveCount(1);
  if (!isNarrow(desk)) await expectAccessible(desk);

  await expect(async () => {
    if (await really.isVisible()) await really.click({ timeout: 500 });
    await expect(here).toHaveCount(0, { timeout: 700 });
  }).toPass();
});

test('a dialog that goes on below what is seen shows that, with its buttons in sight', async ({ admin }) => {
  const { page } = admin;
  await admin.openScan();
  await page.goto('/admin');
  await page.getByRole('button', { name: 'New scan' }).click();
  const dialog = page.getByRole('dialog', { name: 'New scan' });
  const last = dialog.getByRole('switch').last();
  const body = dialog.locator(':scope > div', { has: page.locator('form') });
  const fades = () => body.evaluate((element) => getComputedStyle(element).maskImage !== 'none');

  await expect(last).not.toBeInViewport();
  await expect.poll(fades).toBe(true);
  await expect(dialog.getByRole('button', { name: 'Open the scan' })).toBeInViewport({ ratio: 1 });
  await last.scrollIntoViewIfNeeded();
  await body.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await expect.poll(fades).toBe(false);
  // What grows goes on again.
  await dialog.getByRole('button', { name: 'Add a reason' }).click();
  await body.evaluate((element) => element.scrollTo({ top: 0 }));
  await expect.poll(fades).toBe(true);
  await expect(dialog.getByRole('button', { name: 'Open the scan' })).toBeInViewport({ ratio: 1 });
});
