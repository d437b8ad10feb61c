import type { Page } from '@playwright/test';
import type { ScanView } from '../src/live/protocol.gen';
import { expect, type Actor, type Person } from './fixtures';

/** The grid of what waits. */
export const grid = (page: Page) => page.getByRole('grid', { name: 'Waiting tasks' });
export const rows = (page: Page) => grid(page).getByRole('row');
/** The card with the focus. */
export const current = (page: Page) => grid(page).getByRole('gridcell').and(page.locator('[tabindex="0"]'));

/** A scan in which so many tasks wait. */
export async function scanWith(admin: Person, worker: Person, count: number): Promise<ScanView> {
  const scan = await admin.openScan(`${count} at once`);
  await worker.flood(scan, Array.from({ length: count }, (_, number) => `Check seal ${number}. One digit differs.`));
  return scan;
}

/** Open its console, and wait for the picture of its cards. */
export async function enter(admin: Actor, scan: ScanView): Promise<Page> {
  const page = await admin.enter(scan);
  // The canvas is fetched when it is needed, and painted with the next frame.
  await expect(grid(page).locator('canvas').first()).toBeVisible();
  await expect(current(page)).toHaveAccessibleName(/^Task 1,/);
  return page;
}

/** The middle of a card's place. Cards stand in reading order, by number, when a scan has just been opened. */
export async function middleOf(page: Page, number: number) {
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

/** The colour of one pixel of the picture; four noughts where nothing is painted. */
export const colourAt = (page: Page, at: { x: number; y: number }) =>
  grid(page).locator('canvas').first().evaluate((canvas: HTMLCanvasElement, point) => {
    const box = canvas.getBoundingClientRect();
    const ratio = canvas.width / box.width;
    const pixel = canvas.getContext('2d')?.getImageData((point.x - box.x) * ratio, (point.y - box.y) * ratio, 1, 1);
    return pixel ? [...pixel.data].join(' ') : '';
  }, at);
