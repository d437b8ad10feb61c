import type { Page } from '@playwright/test';
import { card, cards, counter, isNarrow } from './console';
import { expect, expectAccessible, expectAccessibleInBothThemes, test, type Person } from './fixtures';

async function send(admin: Person, worker: Person, count: number) {
  const scan = await admin.openScan();
  for (let number = 1; number <= count; number += 1) await worker.submit(scan, `${number % 2 ? 'gate' : 'badge'} ${number}`);
  return scan;
}

const bar = (page: Page) => page.getByRole('contentinfo');
const selected = (page: Page) => page.getByRole('gridcell', { selected: true });
const decide = (page: Page, verdict: 'Validate' | 'Refuse') => bar(page).getByRole('button', { name: new RegExp(`^${verdict}`) });

test.describe('one verdict for many', () => {
  test('by keys: selected one by one and by a range, decided, and taken back in one step', async ({ admin, sender: worker }) => {
    const scan = await send(admin, worker, 6);
    const page = await admin.enter(scan);
    await expect(cards(page)).toHaveCount(6);
    await expect(card(page, 1)).toBeFocused();
    await page.keyboard.press('s');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('s');
    await expect(selected(page)).toHaveCount(3);
    await expect(page.getByRole('status').filter({ hasText: '3 selected' })).toHaveCount(1);
    // A verdict is for all of them now, and no card says otherwise.
    await expect(card(page, 2).getByRole('button')).toHaveCount(0);
    await expect(card(page, 5).getByRole('button')).toHaveCount(0);
    await expectAccessibleInBothThemes(page);
    await worker.submit(scan, 'arrives later');
    await expect(counter(page, 'waiting')).toHaveText('7');
    await expect(selected(page)).toHaveCount(3);

    await page.keyboard.press('v');
    await expect(counter(page, 'validated')).toHaveText('3');
    await expect(bar(page)).toContainText('3 validated.');
    await expectAccessible(page);
    const validated = async () => (await admin.tasks(scan)).filter(({ status }) => status === 'validated').map(({ number }) => number).sort();
    await expect.poll(validated).toEqual([1, 2, 4]);
    await page.keyboard.press('u');
    await expect(counter(page, 'waiting')).toHaveText('7');
    await expect(bar(page)).toContainText('3 undone.');
    await page.keyboard.press('Escape');
    await expect(bar(page)).not.toContainText('undone');
    // Small cards have none for a finger.
    if (!isNarrow(page)) await expect(card(page, 2).getByRole('button', { name: 'Validate' })).toBeVisible();
  });

  test('all that match: more than twenty ask first, and a reason goes to each', async ({ admin, sender: worker }) => {
    const scan = await send(admin, worker, 8);
    for (let number = 9; number <= 26; number += 1) await worker.submit(scan, `badge ${number}`);
    const page = await admin.enter(scan);
    await expect(cards(page)).toHaveCount(26);
    await expect(card(page, 1)).toBeFocused();
    await page.keyboard.press('/');
    const field = page.getByRole('textbox', { name: 'Find among what waits' });
    await field.fill('badge');
    await expect(page.getByRole('search')).toContainText('22 of 26');
    await field.press('Enter');
    await page.keyboard.press('Control+a');
    await expect(selected(page)).toHaveCount(22);
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog', { name: 'Refuse 22 tasks?' });
    await expect(dialog.getByLabel('Reason for refusing')).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.type('Seen already');
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(counter(page, 'refused')).toHaveText('22');
    const refused = async () => (await admin.tasks(scan)).filter(({ reason }) => reason === 'Seen already').map(({ text }) => text.slice(0, 5));
    await expect.poll(refused).toEqual(Array.from({ length: 22 }, () => 'badge'));

    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(page.locator('[data-dimmed]')).toHaveCount(0);
    await page.keyboard.press('Control+a');
    await expect(selected(page)).toHaveCount(4);
    await page.keyboard.press('v');
    await expect(counter(page, 'validated')).toHaveText('4');
  });

  test('by keys that wait for nothing: what is asked hears the next one', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan('Gate sweep', { refusal_reasons: ['Seen already', 'Too blurred'] });
    for (let number = 1; number <= 23; number += 1) await worker.submit(scan, `gate ${number}`);
    // The question is part of the page, and is not fetched when it is asked.
    await admin.page.route(/\/ManyDialog/, () => undefined);
    const page = await admin.enter(scan);
    await expect(card(page, 1)).toBeFocused();
    await page.keyboard.press('Shift+ArrowRight');
    for (const key of ['r', 'Escape', 'r', '2']) await page.keyboard.press(key);
    await expect(counter(page, 'refused')).toHaveText('2');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('Escape');
    for (const key of ['Control+a', 'v', 'Enter']) await page.keyboard.press(key);
    await expect(counter(page, 'validated')).toHaveText('21');
    const reasons = async () => (await admin.tasks(scan)).flatMap(({ reason }) => reason ?? []);
    await expect.poll(reasons).toEqual(['Too blurred', 'Too blurred']);
  });

  test('by pointer', async ({ admin, sender: worker }) => {
    const scan = await send(admin, worker, 4);
    const page = await admin.enter(scan);
    await expect(cards(page)).toHaveCount(4);
    if (isNarrow(page)) {
      await expect(async () => {
        await card(page, 2).click({ timeout: 1000, position: { x: 12, y: 12 } });
        await expect(page.getByRole('button', { name: 'Select' })).toBeVisible({ timeout: 500 });
      }).toPass();
      await page.getByRole('button', { name: 'Select' }).click();
      await page.getByRole('complementary').getByRole('button', { name: 'Go to the selection' }).click();
      await bar(page).getByRole('button', { name: 'All 4' }).click();
      await expect(selected(page)).toHaveCount(4);
      await expectAccessible(page);
    } else {
      await card(page, 1).click({ position: { x: 12, y: 12 } });
      await card(page, 3).click({ position: { x: 12, y: 12 }, modifiers: ['Shift'] });
      await expect(selected(page)).toHaveCount(3);
      await card(page, 2).click({ position: { x: 12, y: 12 }, modifiers: ['Control'] });
      await expect(selected(page)).toHaveCount(2);
      const [first, last] = [await card(page, 1).boundingBox(), await card(page, 4).boundingBox()];
      if (!first || !last) throw new Error('the cards have no place');
      await page.mouse.move(first.x + 20, first.y + 20);
      await page.mouse.down();
      await page.mouse.move(last.x + 20, last.y + 20, { steps: 4 });
      await page.mouse.up();
      await expect(selected(page)).toHaveCount(4);
    }
    await decide(page, 'Validate').click();
    await expect(counter(page, 'validated')).toHaveText('4');
  });

  test('what another has changed since is not taken back, and it is said who did that', async ({ admin, newAdmin, sender: worker }) => {
    const scan = await send(admin, worker, 4);
    const bo = await newAdmin('Bo');
    const page = await admin.enter(scan);
    await expect(cards(page)).toHaveCount(4);
    await expect(card(page, 1)).toBeFocused();
    for (const key of ['Control+a', 'v']) await page.keyboard.press(key);
    await expect(counter(page, 'validated')).toHaveText('4');
    const [first, second] = (await admin.tasks(scan)).sort((one, other) => one.number - other.number);
    if (!first || !second) throw new Error('there are no two tasks');
    await bo.decide(await bo.decide(first, 'reopen'), 'refuse');
    await bo.decide(second, 'reopen');
    // One waits also while the first has been reopened and is not refused yet.
    await expect(counter(page, 'refused')).toHaveText('1');
    await expect(counter(page, 'waiting')).toHaveText('1');
    await page.keyboard.press('u');
    await expect(bar(page)).toContainText(`2 undone. 2 not: refused by ${bo.name}, reopened by ${bo.name}.`);
    await expect(counter(page, 'waiting')).toHaveText('3');
    await bar(page).getByRole('button', { name: `Task 2 was reopened by ${bo.name}` }).click();
    await expect(page.getByRole('complementary')).toContainText('badge 2');
  });

  test('on more tasks than one call takes it is undone in one step, also once the page was loaded again', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    await worker.flood(scan, Array.from({ length: 210 }, (_, number) => `badge ${number}`));
    const page = await admin.enter(scan);
    await expect(counter(page, 'waiting')).toHaveText('210');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('v');
    const dialog = page.getByRole('dialog', { name: 'Validate 210 tasks?' });
    await expect(dialog.getByRole('button', { name: 'Validate 210 tasks' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(bar(page)).toContainText('210 validated.');
    await page.reload();
    await expect(counter(page, 'validated')).toHaveText('210');
    await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
    await page.keyboard.press('u');
    await expect(bar(page)).toContainText('210 undone.');
    await expect(counter(page, 'waiting')).toHaveText('210');
    await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
  });

  test('what another was faster with is told, and can be looked at', async ({ owner: admin, newAdmin, sender: worker }) => {
    const scan = await send(admin, worker, 3);
    const [, second] = (await admin.tasks(scan)).sort((one, other) => one.number - other.number);
    if (!second) throw new Error('there is no second task');
    const slow = await newAdmin('Bo');
    // His page hears of nothing that others decide: as if the wire were slow.
    await slow.page.routeWebSocket(/socket\.io/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) => {
        if (!/tasks?_updated/.test(String(message))) socket.send(message);
      });
    });
    const page = await slow.enter(scan);
    await expect(card(page, 1)).toBeFocused();
    await page.keyboard.press('Control+a');
    await admin.decide(second, 'refuse', 'Seen already.');
    await page.keyboard.press('v');
    await expect(bar(page)).toContainText(`2 validated. 1 not: refused by ${admin.name}.`);
    await expectAccessible(page);
    await bar(page).getByRole('button', { name: `Task 2 was refused by ${admin.name}` }).click();
    await expect(page.getByRole('complementary')).toContainText('Seen already.');
    expect((await admin.tasks(scan)).map(({ status }) => status).sort()).toEqual(['refused', 'validated', 'validated']);
  });
});
