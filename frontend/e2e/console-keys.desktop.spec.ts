import type { Route } from '@playwright/test';
import { card, cards, counter, panel } from './console';
import { expect, expectAccessibleInBothThemes, test } from './fixtures';

test.describe('the keys of the console', () => {
  test('are all told by one of them, and by a button', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    await worker.submit(scan, 'gate is open');
    const page = await admin.enter(scan);
    await expect(card(page, 1)).toBeFocused();
    await page.keyboard.press('?');
    const overlay = page.getByRole('dialog', { name: 'All keys' });
    await expect(overlay).toContainText('Undo your last verdict');
    await expectAccessibleInBothThemes(page);
    // A verdict key decides nothing behind it.
    await page.keyboard.press('v');
    await page.keyboard.press('Escape');
    await expect(overlay).toHaveCount(0);
    await expect(card(page, 1)).toBeFocused();
    await page.getByRole('button', { name: 'All keys' }).click();
    await expect(overlay).toBeVisible();
    expect((await admin.tasks(scan)).map(({ status }) => status)).toEqual(['pending']);
  });

  test('fill the screen with the grid, and give it back', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    await worker.submit(scan, 'gate is open');
    const page = await admin.enter(scan);
    await expect(cards(page)).toHaveCount(1);
    const button = page.getByRole('button', { name: 'Full screen' });
    await expect(card(page, 1)).toBeFocused();
    await page.keyboard.press('f');
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    expect(await page.evaluate(() => document.fullscreenElement?.tagName)).toBe('HTML');
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'false');
  });

  test('are on every button that has one', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    await worker.submit(scan, 'gate is open');
    const page = await admin.enter(scan);
    await expect(cards(page)).toHaveCount(1);
    const buttons = page.locator('main, footer').getByRole('button');
    for (const button of await buttons.filter({ has: page.locator('kbd') }).all()) {
      await expect(button).toHaveAttribute('aria-keyshortcuts', /./);
      await expect(button).toHaveAttribute('title', /\(.+\)$/);
    }
    await expect(card(page, 1).getByRole('button', { name: 'Validate' })).toHaveAttribute('title', 'Validate (V)');
  });

  test('of one sign can be switched off, and their hints go with them', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    for (const text of ['gate is open', 'badge is torn']) await worker.submit(scan, text);
    const { page } = admin;
    await page.goto('/account');
    const toggle = page.getByRole('switch', { name: 'Use the keys of the console' });
    await expect(toggle).toBeChecked();
    await toggle.press('Space');
    await expect(toggle).not.toBeChecked();
    await expectAccessibleInBothThemes(page);
    await admin.enter(scan);
    await expect(card(page, 1)).toBeFocused();
    for (const key of ['v', 'r', '/', '?', 's']) await page.keyboard.press(key);
    await page.keyboard.press('ArrowRight');
    await expect(card(page, 2)).toBeFocused();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('gridcell', { selected: true })).toHaveCount(0);
    const validate = page.getByRole('complementary').getByRole('button', { name: 'Validate' });
    await expect(validate).toHaveAttribute('title', 'Validate');
    await expect(page.locator('kbd')).toHaveCount(0);
    expect((await admin.tasks(scan)).map(({ status }) => status)).toEqual(['pending', 'pending']);
    await expect(async () => {
      // A task that has only just come into the panel cannot be decided by a press.
      await validate.click({ timeout: 1000 });
      await expect(counter(page, 'validated')).toHaveText('1', { timeout: 700 });
    }).toPass();
  });

  const WAYS = [
    { name: 'all keys', keys: ['?', 'Escape'] },
    { name: 'the palette', keys: ['Control+k', 'Escape'] },
    { name: 'a question about many', keys: ['s', 'Shift+ArrowRight', 'r', 'Escape', 'Escape'] },
    { name: 'a filter', keys: ['/', 'Escape'] },
  ];
  for (const { name, keys } of WAYS) {
    test(`go on in the grid after ${name}`, async ({ admin, sender: worker }) => {
      const scan = await admin.openScan('Gate sweep', { refusal_reasons: ['Seen already'] });
      for (const text of ['gate is open', 'badge is torn', 'cone is missing', 'seal is cut']) await worker.submit(scan, text);
      const page = await admin.enter(scan);
      const decided = () => admin.tasks(scan).then((tasks) => tasks.filter(({ status }) => status === 'validated').map(({ number }) => number).sort());
      await expect(card(page, 1)).toBeFocused();
      for (const key of keys) {
        await page.keyboard.press(key);
        // What was asked for is there, and then gone, before the next key.
        const isGoing = key === 'Escape';
        if (/^(\?|Control\+k|r)$/.test(key)) await expect(page.getByRole('dialog')).toBeVisible();
        if (isGoing) await expect(page.getByRole('dialog')).toHaveCount(0);
      }
      await expect(page.getByRole('gridcell', { selected: true })).toHaveCount(0);
      const first = Number((await panel(page).getByText(/^#\d+$/).textContent())?.slice(1));
      await expect(card(page, first)).toBeFocused();
      await page.keyboard.press('v');
      await expect.poll(decided).toEqual([first]);
      const second = first === 1 ? 2 : 1;
      await expect(card(page, second)).toBeFocused();
      await page.keyboard.press('v');
      await expect.poll(decided).toEqual([first, second].sort());
      await expect(page.locator('[role="gridcell"]:focus')).toHaveAccessibleName(/^Task 3, waiting/);
    });
  }

  test('decide from a button of a bar as well, which keeps its own keys', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    for (const text of ['gate is open', 'badge is torn', 'cone is missing', 'seal is cut', 'reader is dark']) await worker.submit(scan, text);
    const page = await admin.enter(scan);
    const decided = () => admin.tasks(scan).then((tasks) => tasks.filter(({ status }) => status === 'validated').map(({ number }) => number).sort());
    await expect(card(page, 1)).toBeFocused();
    await card(page, 1).click({ position: { x: 12, y: 12 } });
    const share = page.getByRole('button', { name: 'Share' });
    await share.click();
    // In a dialog the keys are the dialog's, wherever in it one has pressed last.
    await page.getByRole('dialog').getByRole('heading').click();
    await page.keyboard.press('v');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(share).toBeFocused();
    // One ring, where the focus is; a line says which card the keys are about.
    const ring = /0px 0px 0px 3px/;
    await expect(card(page, 1)).not.toHaveCSS('box-shadow', ring);
    await expect(card(page, 1)).toHaveCSS('box-shadow', /0px 0px 0px 2px/);
    await page.keyboard.press('v');
    await expect.poll(decided).toEqual([1]);
    await expect(card(page, 2)).toBeFocused();
    await expect(card(page, 2)).toHaveCSS('box-shadow', ring);

    const oldest = page.getByRole('contentinfo').getByRole('button', { name: 'Next oldest' });
    await oldest.click();
    await expect(oldest).toBeFocused();
    await page.keyboard.press('v');
    await expect.poll(decided).toEqual([1, 2]);
    await expect(card(page, 3)).toBeFocused();

    const undo = page.getByRole('contentinfo').getByRole('button', { name: 'Undo' });
    await undo.focus();
    await page.keyboard.press('Space');
    await expect.poll(decided).toEqual([1]);
    await expect(panel(page)).toContainText('#2');
    await undo.focus();
    await page.keyboard.press('ArrowRight');
    await expect(card(page, 3)).toBeFocused();

    await page.getByRole('button', { name: 'Task 1, validated' }).click();
    await expect(panel(page)).toContainText('#1');
    await page.keyboard.press('v');
    await page.keyboard.press('n');
    // What is taken back at once has waited all along: the second is the oldest again.
    await expect(card(page, 2)).toBeFocused();
    await expect(panel(page)).toContainText('#2');
    await page.keyboard.press('v');
    await expect.poll(decided).toEqual([1, 2]);
    await expect(panel(page)).toContainText('#3');
    // Nothing at all has the focus after a press beside everything.
    await page.getByRole('heading', { level: 1 }).click();
    await expect(page.locator('body')).toBeFocused();
    await page.keyboard.press('v');
    await expect.poll(decided).toEqual([1, 2, 3]);
  });

  test('bring up what has been fetched already; what comes late can be given up', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    await worker.submit(scan, 'gate is open');
    const held: Route[] = [];
    await admin.context.route(/KeysDialog[^/]*\.js$/, (route) => void held.push(route));
    const page = await admin.enter(scan);
    await expect(card(page, 1)).toBeFocused();
    await expect.poll(() => held.length, 'it is fetched before anybody asks for it').toBe(1);
    await page.keyboard.press('?');
    // For a dialog that is on its way.
    await page.keyboard.press('v');
    await page.keyboard.press('Escape');
    const came = page.waitForResponse(/KeysDialog[^/]*\.js$/);
    await held[0]?.continue();
    await came;
    await page.keyboard.press('f');
    await expect(page.getByRole('button', { name: 'Full screen' })).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect((await admin.tasks(scan)).map(({ status }) => status)).toEqual(['pending']);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'All keys' })).toBeVisible();
  });
});
