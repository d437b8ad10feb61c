import { panel } from './console';
import { expect, test } from './fixtures';
import { colourAt, current, enter, grid, middleOf, rows, scanWith } from './thousands';

test('thousands can be walked by keys alone, and have names', async ({ admin, sender: worker }) => {
  const page = await enter(admin, await scanWith(admin, worker, 1200));
  const columns = Number(await grid(page).getAttribute('aria-colcount'));
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).getByRole('gridcell')).toHaveCount(columns);
  await expect(current(page)).toBeFocused();

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowRight');
  const wanted = 2 * columns + 2;
  await expect(current(page)).toHaveAccessibleName(
    new RegExp(`^Task ${wanted}, waiting less than a minute, Check seal \\d+\\., by ${worker.name}$`),
  );
  await expect(current(page)).toBeFocused();
  await expect(rows(page)).toHaveAttribute('aria-rowindex', '3');
  await expect(current(page)).toHaveAttribute('aria-colindex', '2');

  const leaps = [['Home', 2 * columns + 1], ['End', 3 * columns], ['Control+End', 1200], ['Control+Home', 1]] as const;
  for (const [key, number] of leaps) {
    await page.keyboard.press(key);
    await expect(current(page)).toHaveAccessibleName(new RegExp(`^Task ${number},`));
  }
  const quarter = Math.ceil(Number(await grid(page).getAttribute('aria-rowcount')) / 4);
  await page.keyboard.press('PageDown');
  await expect(rows(page)).toHaveAttribute('aria-rowindex', String(quarter + 1));
  await page.keyboard.press('PageUp');
  await expect(current(page)).toHaveAccessibleName(/^Task 1,/);
  await expect(panel(page)).toContainText('#1');
  const before = await colourAt(page, await middleOf(page, 1));
  await page.keyboard.press('v');
  await expect(current(page)).toHaveAccessibleName(/^Task 2,/);
  await expect.poll(async () => colourAt(page, await middleOf(page, 1))).not.toBe(before);
  // The tombstone goes, and nothing else moves.
  await expect.poll(async () => colourAt(page, await middleOf(page, 1))).toBe('0 0 0 0');
  await expect(current(page)).toHaveAttribute('aria-colindex', '2');
});

test('a loupe shows the card under the pointer, and the one with the focus', async ({ admin, sender: worker }) => {
  const page = await enter(admin, await scanWith(admin, worker, 600));
  const loupe = grid(page).locator('[aria-hidden] p');
  await expect(loupe).toHaveCount(0);
  const at = await middleOf(page, 250);
  await page.mouse.move(at.x, at.y);
  await expect(grid(page).getByText('#250')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(grid(page).getByText('#2', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(loupe).toHaveCount(0);
});
