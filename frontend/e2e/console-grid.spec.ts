import type { Page } from '@playwright/test';
import { cards, isNarrow, open } from './console';
import { expect, expectAccessibleInBothThemes, test, type Person } from './fixtures';

async function send(worker: Person, admin: Person, count: number) {
  const scan = await admin.openScan(`${count} at once`);
  const texts = Array.from({ length: count }, (_, number) => `Check seal ${number}. It differs from the register by one digit.`);
  await worker.flood(scan, texts);
  return scan;
}

async function boxes(page: Page) {
  const all = await cards(page).evaluateAll((elements) =>
    elements.map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return { left, top, right, bottom };
    }),
  );
  return all.sort((one, other) => one.top - other.top || one.left - other.left);
}

for (const count of [1, 3, 30, 90]) {
  test(`${count} waiting tasks are all on the screen, none on another, and can be used by everybody`, async ({ admin, sender: worker }) => {
    test.slow(count >= 30, 'many cards, each of them looked at');
    const page = await admin.enter(await send(worker, admin, count));
    await expect(cards(page)).toHaveCount(count);

    const size = page.viewportSize() ?? { width: 0, height: 0 };
    const all = await boxes(page);
    for (const [index, box] of all.entries()) {
      expect(box.left).toBeGreaterThanOrEqual(0);
      expect(box.top).toBeGreaterThanOrEqual(0);
      expect(box.right).toBeLessThanOrEqual(size.width);
      expect(box.bottom).toBeLessThanOrEqual(size.height);
      const next = all[index + 1];
      if (next?.top === box.top) expect(next.left).toBeGreaterThan(box.right);
      else if (next) expect(next.top).toBeGreaterThan(box.bottom);
    }
    const scrolls = await page.evaluate(() => {
      const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
      return scrollWidth > clientWidth || scrollHeight > clientHeight;
    });
    expect(scrolls).toBe(false);
    await expectAccessibleInBothThemes(page);
  });
}

test('the empty console and its dialogs are accessible', async ({ admin }) => {
  const page = await admin.enter(await admin.openScan());
  await expect(page.getByRole('heading', { name: /ready for its first suggestion/ })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Manage the scan' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessibleInBothThemes(page);
});

test('the grid fits anew when the window changes', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan();
  for (let number = 1; number <= 7; number += 1) await worker.submit(scan, `seal ${number}`);
  const page = await admin.enter(scan);
  await expect(cards(page)).toHaveCount(7);
  await page.setViewportSize({ width: 1024, height: 500 });
  await expect
    .poll(async () => (await boxes(page)).every(({ right, bottom }) => right <= 1024 && bottom <= 500))
    .toBe(true);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole('button', { name: 'Next oldest' })).toBeVisible();
  expect(isNarrow(page)).toBe(true);
  await open(page, 3);
});
