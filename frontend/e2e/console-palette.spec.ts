import { card, cards, counter, isNarrow, panel } from './console';
import { expect, expectAccessible, expectAccessibleInBothThemes, test } from './fixtures';

test('what is typed while the palette is on its way is for the palette, Enter too', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan('Gate sweep');
  for (const text of ['gate is open', 'badge is torn']) await worker.submit(scan, text);
  test.skip(isNarrow(admin.page), 'A phone has no keys.');
  // Its code is held back until everything has been pressed.
  let letIn: () => void = () => undefined;
  const pressed = new Promise<void>((resolve) => (letIn = resolve));
  await admin.context.route(/Palette-.*\.js$/, async (route) => {
    await pressed;
    await route.continue();
  });
  const page = await admin.enter(scan);
  await expect(cards(page)).toHaveCount(2);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('tox');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('rn');
  await page.keyboard.press('Enter');
  letIn();
  await expect(panel(page)).toContainText('badge is torn');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(counter(page, 'validated')).toHaveText('0');
});

test('the palette runs a command, finds a task, and leads to another scan', async ({ admin, sender: worker }) => {
  const other = await admin.openScan('North terminal');
  const scan = await admin.openScan('Gate sweep');
  for (const text of ['gate is open', 'badge is torn']) await worker.submit(scan, text);
  const page = await admin.enter(scan);
  await expect(cards(page)).toHaveCount(2);
  const dialog = page.getByRole('dialog', { name: 'Commands and tasks' });
  const field = dialog.getByRole('combobox', { name: 'What are you looking for?' });
  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await expectAccessibleInBothThemes(page);

  await field.fill('torn');
  await expect(dialog.getByRole('option', { selected: true })).toContainText('#2 badge is torn');
  await field.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(panel(page)).toContainText('badge is torn');

  if (isNarrow(page)) {
    await panel(page).getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Commands and tasks' }).click();
  } else {
    await page.getByRole('button', { name: 'Commands and tasks' }).click();
  }
  await field.fill('edit');
  await dialog.getByRole('option', { name: 'Edit' }).click();
  await expect(page.getByRole('dialog', { name: 'Edit the scan' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  if (!isNarrow(page)) {
    await expect(card(page, 2)).toBeVisible();
    await page.keyboard.press('Control+k');
    await field.fill('validate');
    await field.press('Enter');
    await expect(counter(page, 'validated')).toHaveText('1');
  }

  await page.keyboard.press('Control+k');
  await field.fill('close everything');
  await expect(dialog.getByRole('status')).toHaveText('Nothing here has that name.');
  // What may have been meant, and where else it may be.
  await expect(dialog.getByRole('option', { selected: true })).toHaveText('Look for “close everything” in the list of all tasks');
  await expect(dialog.getByRole('group', { name: 'Did you mean' }).getByRole('option')).toContainText(['Close the scan']);
  await expectAccessible(page);
  await field.press('Enter');
  await expect(page).toHaveURL(/\/tasks\?text=close\+everything$/);
  await expect(page.getByRole('searchbox').first()).toHaveValue('close everything');
  await page.goBack();
  await expect(card(page, isNarrow(page) ? 2 : 1)).toBeVisible();
  await page.keyboard.press('Control+k');
  await field.fill('north');
  await field.press('Enter');
  await expect(page.getByRole('heading', { name: other.name })).toBeVisible();
});

test('everything is found by the word on its button, and by those that people bring along', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan('Words of the gate');
  const page = await admin.enter(scan);
  const dialog = page.getByRole('dialog', { name: 'Commands and tasks' });
  const field = dialog.getByRole('combobox');
  const options = dialog.getByRole('option');
  await expect(page.getByRole('heading', { name: 'This scan is ready for its first suggestion' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  const FOUND = { Share: 'Invite workers', 'all tasks': 'List of all tasks', csv: 'Save all tasks as CSV', Activity: 'Activity', Analytics: 'Analytics', Summary: 'Summary', 'Sign out': 'Sign out' };
  for (const [said, meant] of Object.entries(FOUND)) {
    await field.fill(said);
    await expect(options.filter({ hasText: meant }).first(), said).toBeVisible();
  }
  // Where nothing waits there is nothing to decide, and nothing to undo.
  for (const said of ['validate', 'send back', 'undo']) {
    await field.fill(said);
    await expect(dialog.getByRole('status'), said).toHaveText('Nothing here has that name.');
  }
  await worker.submit(scan, 'gate is open');
  await expect(counter(page, 'waiting')).toHaveText('1');
  await field.fill('accept');
  await expect(options.filter({ hasText: 'Validate' })).toBeVisible();

  await field.fill('all tasks as csv');
  const download = page.waitForEvent('download');
  await field.press('Enter');
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  await page.keyboard.press('Control+k');
  await field.fill('log out');
  await field.press('Enter');
  await expect(page).toHaveURL(/\/login/);
});
