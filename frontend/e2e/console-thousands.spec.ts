import type { Page } from '@playwright/test';
import type { ScanView } from '../src/live/protocol.gen';
import { panel } from './console';
import { expect, expectAccessible, test, type Actor } from './fixtures';

const grid = (page: Page) => page.getByRole('grid', { name: 'Waiting tasks' });
const rows = (page: Page) => grid(page).getByRole('row');
const current = (page: Page) => grid(page).getByRole('gridcell').and(page.locator('[tabindex="0"]'));

async function scanWith(admin: Actor, worker: Actor, count: number): Promise<ScanView> {
  const scan = await admin.openScan(`${count} at once`);
  await worker.flood(scan, Array.from({ length: count }, (_, number) => `Check seal ${number}. One digit differs.`));
  return scan;
}

async function enter(admin: Actor, scan: ScanView): Promise<Page> {
  const page = await admin.enter(scan);
  // The canvas is fetched when it is needed, and painted with the next frame.
  await expect(grid(page).locator('canvas')).toBeVisible();
  await expect(current(page)).toHaveAccessibleName(/^Task 1,/);
  return page;
}

/** The middle of a card's place. Cards stand in reading order, by number, when a scan has just been opened. */
async function middleOf(page: Page, number: number) {
  const columns = Number(await grid(page).getAttribute('aria-colcount'));
  const rowCount = Number(await grid(page).getAttribute('aria-rowcount'));
  const box = await grid(page).boundingBox();
  if (!box) throw new Error('the grid is not to be seen');
  const slot = number - 1;
  return {
    x: box.x + (box.width * ((slot % columns) + 0.5)) / columns,
    y: box.y + (box.height * (Math.floor(slot / columns) + 0.5)) / rowCount,
  };
}

/** How many different colours there are in a place of the picture, a pixel in from its edge. */
const colourAt = (page: Page, at: { x: number; y: number }) =>
  grid(page).locator('canvas').evaluate((canvas: HTMLCanvasElement, point) => {
    const box = canvas.getBoundingClientRect();
    const ratio = canvas.width / box.width;
    const pixel = canvas.getContext('2d')?.getImageData((point.x - box.x) * ratio, (point.y - box.y) * ratio, 1, 1);
    return pixel ? [...pixel.data].join(' ') : '';
  }, at);

for (const count of [600, 5000]) {
  test(`${count} waiting tasks are all on one screen, and each can be pressed`, async ({ admin, worker }) => {
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
    if (count > 1000) await expect(page.getByText('3 m, the target, and later')).toBeVisible();

    const wanted = Math.floor(count / 2) + 7;
    const at = await middleOf(page, wanted);
    await expect.poll(() => colourAt(page, at)).not.toBe('0 0 0 0');
    await page.mouse.click(at.x, at.y);
    await expect(panel(page)).toContainText(`#${wanted}`);
    await expect(current(page)).toHaveAccessibleName(new RegExp(`^Task ${wanted}, waiting`));
    await expectAccessible(page);
  });
}

test('thousands can be walked by keys alone, and have names', async ({ admin, worker, isMobile }) => {
  test.skip(isMobile, 'a phone has no keys');
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

  await page.keyboard.press('End');
  await expect(current(page)).toHaveAccessibleName(/^Task 1200,/);
  await page.keyboard.press('Home');
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

test('a loupe shows the card under the pointer, and the one with the focus', async ({ admin, worker, isMobile }) => {
  test.skip(isMobile, 'a phone has no pointer');
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

test('a finger slides over small cards, and opens the one on which it is lifted', async ({ admin, worker, isMobile }) => {
  test.skip(!isMobile, 'a desktop has no finger');
  const page = await enter(admin, await scanWith(admin, worker, 600));
  const finger = await page.context().newCDPSession(page);
  const touch = async (type: 'touchStart' | 'touchMove' | 'touchEnd', number?: number) => {
    const touchPoints = number === undefined ? [] : [await middleOf(page, number)];
    await finger.send('Input.dispatchTouchEvent', { type, touchPoints });
  };
  await touch('touchStart', 100);
  await expect(grid(page).getByText('#100')).toBeVisible();
  await touch('touchMove', 300);
  await expect(grid(page).getByText('#300')).toBeVisible();
  await expect(panel(page)).toBeHidden();
  await touch('touchEnd');
  await expect(panel(page)).toContainText('#300');
  await expect(grid(page).getByText('#300')).toHaveCount(0);
});

test('a scan that is emptied goes back to cards that can be read', async ({ admin, worker }) => {
  const scan = await scanWith(admin, worker, 125);
  const page = await enter(admin, scan);
  const [, ...others] = await admin.tasks(scan);
  for (const task of others.slice(0, 121)) await admin.decide(task, 'validate');
  await expect(grid(page).getByRole('gridcell', { name: /^Task \d+, waiting/ })).toHaveCount(4);
  await expect(grid(page).locator('canvas')).toHaveCount(0);
});
