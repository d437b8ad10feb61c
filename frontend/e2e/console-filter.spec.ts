import type { Page } from '@playwright/test';
import { card, cards, counter, isNarrow, panel } from './console';
import { expect, expectAccessible, expectAccessibleInBothThemes, test } from './fixtures';

test('the filter dims and gathers, and a verdict goes on among what matches', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan();
  for (const text of ['gate 1', 'badge 2', 'gate 3', 'badge 4', 'gate 5']) await worker.submit(scan, text);
  const page = await admin.enter(scan);
  await expect(cards(page)).toHaveCount(5);
  await expect(card(page, 1)).toBeFocused();
  await page.keyboard.press('/');
  const field = page.getByRole('textbox', { name: 'Find among what waits' });
  await expect(field).toBeFocused();
  await field.fill('BADGE');
  await expect(page.getByRole('search')).toContainText('2 of 5');
  await expect(page.getByRole('status').filter({ hasText: '2 of 5 match' })).toHaveCount(1);
  // What matches is at the front, and the rest is still there.
  await expect.poll(() => cards(page).evaluateAll((all) => all.map((one) => /\d+/.exec(one.ariaLabel ?? '')?.[0]).join())).toBe('2,4,1,3,5');
  await expect(page.locator('[data-dimmed]')).toHaveCount(3);
  await expectAccessibleInBothThemes(page);

  await field.press('Enter');
  await expect(card(page, 2)).toBeFocused();
  await page.keyboard.press('Control+End');
  await expect(card(page, 4)).toBeFocused();
  await worker.submit(scan, 'badge 6');
  await expect(page.getByRole('search')).toContainText('3 of 6');
  // Where the panel is a sheet, the first press shows what the second decides.
  if (isNarrow(page)) await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('badge 4');
  await page.keyboard.press('v');
  await expect(counter(page, 'validated')).toHaveText('1');
  await expect(panel(page)).toContainText('badge 2');
  await page.keyboard.press('v');
  await expect(panel(page)).toContainText('badge 6');
  await page.keyboard.press('v');
  await expect(counter(page, 'validated')).toHaveText('3');
  await expect(page.getByRole('search')).toContainText('0 of 3');

  await page.keyboard.press('Escape');
  await expect(page.locator('[data-dimmed]')).toHaveCount(0);
  await expect(cards(page)).toHaveCount(3);
});

test('the filter can be begun and ended with a pointer', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan();
  for (const text of ['gate 1', 'badge 2']) await worker.submit(scan, text);
  const page = await admin.enter(scan);
  await expect(cards(page)).toHaveCount(2);
  const field = page.getByRole('textbox', { name: 'Find among what waits' });
  if (isNarrow(page)) {
    await page.getByRole('button', { name: 'More' }).click();
    await expectAccessible(page);
    await page.getByRole('menuitem', { name: 'Find among what waits' }).click();
    await expect(field).toBeFocused();
  }
  await field.fill('#2');
  await expect(page.locator('[data-dimmed]')).toHaveCount(1);
  await page.getByRole('button', { name: 'End the filter' }).click();
  await expect(page.locator('[data-dimmed]')).toHaveCount(0);
});

const field = (page: Page) => page.getByRole('textbox', { name: 'Find among what waits' });

async function find(page: Page, text: string): Promise<void> {
  if (isNarrow(page)) {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Find among what waits' }).click();
  }
  await field(page).fill(text);
}

test('with nothing left that matches, the oldest says so and offers all of it', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan();
  for (const text of ['gate 1', 'gate 2', 'gate 3']) await worker.submit(scan, text);
  const page = await admin.enter(scan);
  await expect(cards(page)).toHaveCount(3);
  await find(page, 'badge');
  await field(page).press('Enter');
  const oldest = page.getByRole('contentinfo').getByRole('button', { name: 'Next oldest' });
  if (isNarrow(page)) await oldest.click();
  else await page.keyboard.press('n');
  const told = page.getByRole('status').filter({ hasText: 'Nothing that waits matches the filter: it passes over 3 tasks.' });
  await expect(told).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // Said again, it stands there once.
  await oldest.click();
  await expect(told.getByRole('button', { name: 'Dismiss' })).toHaveCount(1);
  await expectAccessible(page);
  await told.getByRole('button', { name: 'End the filter' }).click();
  await expect(page.locator('[data-dimmed]')).toHaveCount(0);
  await oldest.click();
  await expect(panel(page)).toContainText('gate 1');
});

test('the filter is still on after a look at the list, and stays in sight while something is selected', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan();
  for (const text of ['gate 1', 'badge 2', 'gate 3']) await worker.submit(scan, text);
  const page = await admin.enter(scan);
  await expect(cards(page)).toHaveCount(3);
  await find(page, 'gate');
  await expect(page.getByRole('search')).toContainText('2 of 3');
  await field(page).press('Enter');
  await page.getByRole('link', { name: '3 waiting: list them' }).click();
  await expect(page).toHaveURL(/\/tasks\?status=pending$/);
  await page.goBack();
  await expect(page.getByRole('search')).toContainText('2 of 3');
  await expect(field(page)).toHaveValue('gate');
  await expect(page.locator('[data-dimmed]')).toHaveCount(1);
  await page.reload();
  await expect(page.locator('[data-dimmed]')).toHaveCount(1);

  if (isNarrow(page)) {
    await page.keyboard.press('Control+a');
    await expect(page.getByRole('gridcell', { selected: true })).toHaveCount(2);
    await expect(field(page)).toBeInViewport({ ratio: 1 });
    await field(page).fill('#3');
    await expect(page.getByRole('search')).toContainText('1 of 3');
    await expect(cards(page)).toHaveText([/gate 3/, /gate 1/, /badge 2/]);
    await expectAccessible(page);
  }
  await page.getByRole('button', { name: 'End the filter' }).click();
  await page.reload();
  await expect(cards(page)).toHaveCount(3);
  await expect(page.locator('[data-dimmed]')).toHaveCount(0);
});

test('what is typed to find something decides nothing that is selected', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan();
  for (const text of ['vent 1', 'gate 2', 'vent 3']) await worker.submit(scan, text);
  const page = await admin.enter(scan);
  await expect(cards(page)).toHaveCount(3);
  await expect(card(page, 1)).toBeFocused();
  await page.keyboard.press('s');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('s');
  const selected = page.getByRole('gridcell', { selected: true });
  await expect(selected).toHaveCount(2);

  const field = page.getByRole('textbox', { name: 'Find among what waits' });
  await page.keyboard.press('/');
  await page.keyboard.type('vent');
  await expect(field).toHaveValue('vent');
  await page.keyboard.press('Enter');
  await expect(card(page, 1)).toBeFocused();
  await expect(selected).toHaveCount(2);
  await expect(counter(page, 'waiting')).toHaveText('3');

  await page.keyboard.press('v');
  await expect(counter(page, 'validated')).toHaveText('2');
  await expect(page.getByRole('contentinfo')).toContainText('2 validated.');
  // Nor does the field take the keyboard later, when what was said of them has gone.
  await page.keyboard.press('/');
  await expect(field).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(card(page, 3)).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('contentinfo')).not.toContainText('2 validated.');
  await expect(card(page, 3)).toBeFocused();
});
