import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { isWhole, setLetters } from './layout';
import { items, news, submit } from './portal';

const INSTRUCTIONS = 'Say **one** thing at a time, and where it is.\n\n- the gate\n- the platform';

/** The composer is docked, and there is a list to read above it, wherever the page has to be scrolled for it. */
async function expectWorkable(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeInViewport({ ratio: 1 });
  const newest = items(page).last();
  await expect(async () => {
    await newest.scrollIntoViewIfNeeded();
    const [item, composer] = await Promise.all([newest.boundingBox(), page.getByText('Your suggestion', { exact: true }).boundingBox()]);
    expect(item?.y).toBeGreaterThanOrEqual(0);
    expect(item && item.y + item.height).toBeLessThanOrEqual(composer?.y ?? 0);
  }).toPass({ timeout: 5000 });
}

test('on the smallest phones the bar says all of what it has to say', async ({ owner: admin, worker }) => {
  const scan = await admin.openScan('Gate sweep 14:00');
  const page = await worker.enter(scan);
  for (const text of ['one', 'two', 'three']) await submit(page, text);
  await expect(news(page)).toHaveText('3 kept until somebody comes');
  for (const width of [320, 360]) {
    await page.setViewportSize({ width, height: 640 });
    await expect.poll(() => isWhole(news(page))).toBe(true);
    await expect(page.getByText('nobody at the desk')).toBeInViewport({ ratio: 1 });
  }
  await admin.call('PATCH', `/scans/${scan.id}`, { status: 'closed', version: scan.version });
  await expect(news(page).first()).toHaveText('The scan is closed. 3 not decided yet.');
  await expect.poll(() => isWhole(news(page).first())).toBe(true);
});

test('with letters twice as large, on a small window and on its side, one can still write and read', async ({ owner: admin, worker }) => {
  const scan = await admin.openScan('Gate sweep 14:00', { instructions: INSTRUCTIONS });
  const page = await worker.enter(scan);
  for (const text of ['Seal is cut', 'Door is open']) await submit(page, text);
  await expect(items(page)).toHaveText([/saved/, /saved/]);
  for (const [width, height] of [[360, 640], [320, 640], [195, 422], [844, 390]] as const) {
    await page.setViewportSize({ width, height });
    await test.step(`${width} wide`, () => expectWorkable(page));
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await setLetters(page, 32);
  await expectWorkable(page);
});

test('where little fits, what says that nothing was sent yet is whole, and so is why it is paused', async ({ owner: admin, worker }) => {
  const scan = await admin.openScan('Gate sweep 14:00', { instructions: INSTRUCTIONS });
  const page = await worker.enter(scan);
  const list = page.getByRole('group', { name: 'Suggestions' });
  const scrolls = () => list.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
  const sizes = [[390, 844], [360, 640], [320, 640]] as const;
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await expect(page.getByText('Nothing sent yet')).toBeInViewport({ ratio: 1 });
    await expect.poll(scrolls, `${width} wide`).toBeLessThanOrEqual(0);
  }
  const offCentre = () =>
    news(page).first().evaluate((text) => {
      const [inner, bar] = [text.getBoundingClientRect(), text.closest('section')?.getBoundingClientRect()];
      return bar && Math.abs(inner.top + inner.bottom - bar.top - bar.bottom) / 2;
    });
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect.poll(offCentre, 'without a pause nothing keeps its place free').toBeLessThanOrEqual(1);
  await submit(page, 'Seal is cut');
  await expect(items(page)).toHaveText([/saved/]);
  await admin.call('PATCH', `/scans/${scan.id}`, { version: scan.version, status: 'paused', pause_message: 'Back at 15:00. Write down what you see meanwhile, and where it is.' });
  const message = page.getByText('Back at 15:00');
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await expect(message).toBeInViewport({ ratio: 1 });
    await expect
      .poll(async () => {
        const [said, composer] = await Promise.all([message.boundingBox(), page.getByText('Your suggestion', { exact: true }).boundingBox()]);
        return said && composer && said.y + said.height <= composer.y;
      }, `${width} wide`)
      .toBe(true);
  }
});
