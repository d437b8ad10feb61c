import { panel } from './console';
import { expect, expectAccessible, test } from './fixtures';
import { colourAt, current, enter, grid, middleOf, scanWith } from './thousands';

for (const count of [600, 5000]) {
  test(`${count} waiting tasks are all on one screen, and each can be pressed`, async ({ admin, sender: worker }) => {
    test.slow(count > 1000, 'thousands of tasks are sent first');
    const page = await enter(admin, await scanWith(admin, worker, count));
    const places = Number(await grid(page).getAttribute('aria-rowcount')) * Number(await grid(page).getAttribute('aria-colcount'));
    expect(places).toBeGreaterThanOrEqual(count);
    const scrolls = await page.evaluate(() => {
      const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
      return scrollWidth > clientWidth || scrollHeight > clientHeight;
    });
    expect(scrolls).toBe(false);
    // Where the age is only a colour, it says what the colours mean.
    if (count > 1000) await expect(page.getByText('3 min, the target, and later')).toBeVisible();

    const wanted = Math.floor(count / 2) + 7;
    const at = await middleOf(page, wanted);
    await expect.poll(() => colourAt(page, at)).not.toBe('0 0 0 0');
    await page.mouse.click(at.x, at.y);
    await expect(panel(page)).toContainText(`#${wanted}`);
    await expect(current(page)).toHaveAccessibleName(new RegExp(`^Task ${wanted}, waiting`));
    await expectAccessible(page);
  });
}

test('a scan that is emptied goes back to cards that can be read', async ({ admin, sender: worker }) => {
  const scan = await scanWith(admin, worker, 125);
  const page = await enter(admin, scan);
  const [, ...others] = await admin.tasks(scan);
  for (const task of others.slice(0, 121)) await admin.decide(task, 'validate');
  await expect(grid(page).getByRole('gridcell', { name: /^Task \d+, waiting/ })).toHaveCount(4);
  await expect(grid(page).locator('canvas')).toHaveCount(0);
});

test('cards stay where they are until their picture is there', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan('110 and more');
  const send = (count: number) => worker.flood(scan, Array.from({ length: count }, (_, number) => `Check seal ${number}.`));
  await send(110);
  const page = await admin.enter(scan);
  await expect(grid(page).getByRole('gridcell', { name: /^Task \d+, waiting/ })).toHaveCount(110);
  await expect(grid(page).locator('canvas')).toHaveCount(0);
  const gaps = await grid(page).evaluateHandle((pane) => {
    const found = { frames: 0 };
    const look = () => {
      const canvas = pane.querySelector('canvas');
      const isPainted = canvas !== null && getComputedStyle(canvas).opacity === '1';
      if (!isPainted && !pane.querySelector('[role="gridcell"] > *')) found.frames += 1;
      requestAnimationFrame(look);
    };
    look();
    return found;
  });
  await send(25);
  // The picture alone: of elements there is one row left, for the focus.
  await expect(grid(page).getByRole('row')).toHaveCount(1);
  await expect(grid(page).locator('canvas').first()).toBeVisible();
  expect(await gaps.evaluate(({ frames }) => frames)).toBe(0);
});
