import type { Page } from '@playwright/test';
import { card, cards, counter, isNarrow, open, panel } from './console';
import { expect, expectAccessible, expectAccessibleInBothThemes, test } from './fixtures';

const SAME = ['The badge reader at gate 4 is broken', 'Badge reader at gate 4 broken', 'The badge raeder at gate 4 is broken!'];

const others = (page: Page) => panel(page).getByRole('region', { name: 'Others that say the same' });
const selected = (page: Page) => page.getByRole('gridcell', { selected: true });

test.describe('tasks that say the same', () => {
  test('share a mark, are listed with the words that differ, and get one verdict, each author his own answer', async ({ admin, newWorker }) => {
    const scan = await admin.openScan();
    const [first, second] = [await newWorker('S. Okafor'), await newWorker('T. Novak')];
    await first.submit(scan, SAME[0] ?? '');
    await first.submit(scan, 'The badge reader at gate 5 is broken');
    await second.submit(scan, SAME[1] ?? '');
    const page = await admin.enter(scan);
    await expect(cards(page)).toHaveCount(3);
    await second.submit(scan, SAME[2] ?? '');
    for (const number of [1, 3, 4]) await expect(card(page, number)).toHaveAccessibleName(/, 3 alike,/);
    await expect(card(page, 2)).not.toHaveAccessibleName(/alike/);

    await open(page, 3);
    await expect(others(page)).toContainText('2 others that wait say the same');
    await expect(others(page).getByRole('listitem')).toHaveCount(2);
    // A capital makes no other word.
    await expect(others(page).getByRole('listitem').last().getByRole('insertion').first()).toHaveText(/added: The\s*\./);
    await expectAccessibleInBothThemes(page);
    if (isNarrow(page)) {
      await others(page).getByRole('button', { name: 'Select all 3' }).click();
      // What is decided with a bar below is not covered by the sheet.
      await expect(panel(page)).toBeHidden();
    } else {
      await expect(card(page, 3)).toBeFocused();
      await page.keyboard.press('d');
    }
    await expect(selected(page)).toHaveCount(3);
    // What arrives meanwhile never joins: nobody has seen it.
    await first.submit(scan, 'Badge reader gate 4 broken');
    await expect(card(page, 5)).toHaveAccessibleName(/, 4 alike,/);
    await expect(selected(page)).toHaveCount(3);
    await page.getByRole('contentinfo').getByRole('button', { name: /^Validate/ }).click();

    await expect(counter(page, 'validated')).toHaveText('3');
    const validated = async () => (await admin.tasks(scan)).filter(({ status }) => status === 'validated').map(({ number, author }) => `${number} ${author.name}`);
    await expect.poll(async () => (await validated()).sort()).toEqual([`1 ${first.name}`, `3 ${second.name}`, `4 ${second.name}`]);
    await expect(card(page, 5)).toHaveAccessibleName(/validated before/);
  });

  test('say with which reason one like them was refused', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    const refused = await worker.submit(scan, SAME[0] ?? '');
    const page = await admin.enter(scan);
    await expect(cards(page)).toHaveCount(1);
    await admin.decide(refused, 'refuse', 'Known since Monday.');
    await expect(counter(page, 'refused')).toHaveText('1');

    await worker.submit(scan, SAME[1] ?? '');

    await expect(card(page, 2)).toHaveAccessibleName(/, refused before,/);
    await open(page, 2);
    await expect(others(page)).toContainText('One like it was refused before #1');
    await expect(others(page)).toContainText('Known since Monday.');
    await expectAccessible(page);

    // That others say the same by now does not hide it.
    await worker.submit(scan, SAME[2] ?? '');
    for (const number of [2, 3]) await expect(card(page, number)).toHaveAccessibleName(/, 2 alike, refused before,/);
    await expect(others(page)).toContainText('One like it was refused before #1');
    await expect(others(page)).toContainText('1 other that waits says the same');
  });

  test('are not looked for in a scan that does without', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    for (const text of SAME) await worker.submit(scan, text);
    const page = await admin.enter(scan);
    await expect(card(page, 1)).toHaveAccessibleName(/, 3 alike,/);

    await admin.call('PATCH', `/scans/${scan.id}`, { version: scan.version, stacking: false });

    await expect(card(page, 1)).not.toHaveAccessibleName(/alike/);
  });
});
