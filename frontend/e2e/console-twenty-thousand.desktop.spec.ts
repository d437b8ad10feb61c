import type { TaskPage } from '../src/live/protocol.gen';
import { counter, isNarrow, panel } from './console';
import { expect, test } from './fixtures';
import { current, grid, scanWith } from './thousands';

const COUNT = 20_000;
const ARRIVALS = 200;
const SCREENS = [
  { width: 390, height: 844 },
  { width: 2560, height: 1440 },
  { width: 1440, height: 900 },
];

test('20,000 are on one screen, be it a phone, a desk or a wall, and 200 more a second find their places', async ({ admin, worker }) => {
  test.setTimeout(300_000);
  const scan = await scanWith(admin, worker, COUNT);
  const { page } = admin;
  for (const screen of SCREENS) {
    await page.setViewportSize(screen);
    await admin.enter(scan);
    await expect(counter(page, 'waiting')).toHaveText(isNarrow(page) ? '20K' : '20,000');
    await expect(current(page)).toHaveCount(1);
    const name = (await current(page).getAttribute('aria-label')) ?? '';
    const perPlace = Number(/^(\d+) tasks/.exec(name)?.[1] ?? 1);
    const places = Number(await grid(page).getAttribute('aria-rowcount')) * Number(await grid(page).getAttribute('aria-colcount'));
    expect(places * perPlace).toBeGreaterThanOrEqual(COUNT);
    const scrolls = await page.evaluate(() => {
      const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
      return scrollWidth > clientWidth || scrollHeight > clientHeight;
    });
    expect(scrolls).toBe(false);
  }

  await worker.page.goto(scan.links.worker);
  const stop = await worker.keepSending(scan, ARRIVALS);
  await expect(counter(page, 'waiting')).not.toHaveText('20,000');
  await expect(panel(page)).toContainText('#1');
  for (const [at, key] of ['ArrowRight', 'v', 'v'].entries()) {
    const shown = /#(\d+)/.exec((await panel(page).textContent()) ?? '')?.[1];
    expect(Number(shown)).toBe([1, 2, 1][at]);
    await page.keyboard.press(key);
    await expect(panel(page)).not.toContainText(new RegExp(`#${shown}\\b`));
  }
  const taken = await stop();
  // The page shows a verdict at once; the server has it a moment later, and later still in a flood.
  const validated = async () => {
    const { items } = await admin.call<TaskPage>('GET', `/scans/${scan.id}/tasks?status=validated`);
    return items.map(({ number }) => number).toSorted();
  };
  await expect.poll(validated).toEqual([1, 2]);
  // Nobody is left in the queue for a place.
  await expect(counter(page, 'waiting')).toHaveText((COUNT + taken - 2).toLocaleString('en'));
  await expect(grid(page).getByText(/^\+/)).toHaveCount(0);
});
