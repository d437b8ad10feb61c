import type { TaskPage } from '../src/live/protocol.gen';
import { counter, isNarrow, panel } from './console';
import { expect, expectAccessible, test, type Actor, type Person } from './fixtures';
import { current, grid, middleOf, scanWith } from './thousands';

const COUNT = 3000;
/** So small that a card each would not be seen. */
const SMALL = { width: 320, height: 400 };

async function enterSmall(admin: Actor, worker: Person) {
  const scan = await scanWith(admin, worker, COUNT);
  await admin.page.setViewportSize(SMALL);
  const page = await admin.enter(scan);
  await expect(current(page)).toHaveAccessibleName(/^\d+ tasks, the oldest waiting less than a minute$/);
  return { page, scan, perBlock: Number(/\d+/.exec((await current(page).getAttribute('aria-label')) ?? '')?.[0]) };
}

test('where a card each would be too small, a block stands for several, and keys lead into it and back', async ({ admin, sender: worker }) => {
  test.slow();
  const { page, perBlock } = await enterSmall(admin, worker);
  const [rowCount, columns] = [Number(await grid(page).getAttribute('aria-rowcount')), Number(await grid(page).getAttribute('aria-colcount'))];
  expect(rowCount * columns * perBlock).toBeGreaterThanOrEqual(COUNT);
  await expectAccessible(page);

  await page.keyboard.press('End');
  await expect(current(page)).toHaveAttribute('aria-colindex', String(columns));
  await page.keyboard.press('Control+End');
  const row = grid(page).getByRole('row');
  await expect(row).toHaveAttribute('aria-rowindex', String(rowCount));
  await page.keyboard.press('PageUp');
  await expect(row).toHaveAttribute('aria-rowindex', String(rowCount - Math.ceil(rowCount / 4)));
  await page.keyboard.press('Control+Home');
  await expect(row).toHaveAttribute('aria-rowindex', '1');
  await expect(current(page)).toHaveAttribute('aria-colindex', '1');

  // A verdict is never on a block: the key brings up what is in it.
  await page.keyboard.press('ArrowRight');
  await expect(current(page)).toHaveAttribute('aria-colindex', '2');
  await expect(current(page)).toBeFocused();
  await expect(grid(page).getByText(`${perBlock} tasks`)).toBeVisible();
  await page.keyboard.press('v');
  await expect(current(page)).toHaveAccessibleName(new RegExp(`^Task ${perBlock + 1}, waiting`));
  await expect(current(page)).toBeFocused();
  await expect(counter(page, 'waiting')).toHaveText('3,000');
  await expect(page.getByRole('status').filter({ hasText: `Looking into a block of ${perBlock} tasks.` })).toBeAttached();
  await expectAccessible(page);

  await page.keyboard.press('ArrowRight');
  await expect(current(page)).toHaveAccessibleName(new RegExp(`^Task ${perBlock + 2},`));
  await page.keyboard.press('Escape');
  await expect(current(page)).toHaveAccessibleName(/tasks, the oldest waiting/);
  await expect(current(page)).toHaveAttribute('aria-colindex', '2');
  await expect(current(page)).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'All that waits is shown again.' })).toBeAttached();
});

test('a press looks into a block, a verdict goes on within it, and a button leads back', async ({ admin, sender: worker }) => {
  test.slow();
  const { page, scan, perBlock } = await enterSmall(admin, worker);
  const first = 2 * perBlock + 1;
  // A press right after the grid has moved does nothing, on purpose: then press again.
  await expect(async () => {
    const third = await middleOf(page, 3);
    await page.mouse.click(third.x, third.y);
    await expect(current(page)).toHaveAccessibleName(new RegExp(`^Task ${first},`), { timeout: 700 });
  }).toPass();
  await expect(page.getByText(`${perBlock} of 3,000`)).toBeVisible();
  await expect(async () => {
    const card = await middleOf(page, 1);
    await page.mouse.click(card.x, card.y);
    await expect(panel(page)).toContainText(`#${first}`, { timeout: 500 });
  }).toPass();
  await panel(page).getByRole('button', { name: 'Validate' }).click();
  await expect(panel(page)).toContainText(`#${first + 1}`);
  const validated = () => admin.call<TaskPage>('GET', `/scans/${scan.id}/tasks?status=validated`);
  await expect.poll(async () => (await validated()).items.map(({ number }) => number)).toEqual([first]);
  if (isNarrow(page)) await panel(page).getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'All that waits' }).click();
  await expect(current(page)).toHaveAccessibleName(new RegExp(`^${perBlock - 1} tasks, the oldest waiting`));
  await expect(page.getByText(/of 2,999/)).toHaveCount(0);
});
