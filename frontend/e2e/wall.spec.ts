import type { Page } from '@playwright/test';
import { cards } from './console';
import { expect, expectAccessible, test, type Actor } from './fixtures';

async function openWall({ page }: Actor, scanId: string): Promise<Page> {
  await page.goto(`/admin/scans/${scanId}/wall`);
  await expect(page.getByRole('grid', { name: 'Waiting tasks' })).toBeVisible();
  return page;
}

const count = (page: Page, name: string) => page.getByRole('banner').locator('dl > div').filter({ hasText: name }).locator('dd');

/** All that a page holds: what is read, what is read aloud, and what a pointer brings up. */
const everything = (page: Page) => page.evaluate(() => document.body.outerHTML);

test.describe('the wall', () => {
  test('has all of it on one screen', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan('South gate', { guests: true });
    await worker.submit(scan, 'Badge reader is dark');
    const wall = await openWall(admin, scan.id);

    for (const [width, height] of [[1440, 900], [1366, 768], [1280, 720]] as const) {
      await wall.setViewportSize({ width, height });
      const entry = wall.getByRole('complementary', { name: 'Join this scan' });
      await expect.poll(() => entry.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
      expect(await wall.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
    }
  });

  test('shows how a scan stands and the way in, and nothing that anybody wrote', async ({ admin, newAdmin, sender: worker }) => {
    const scan = await admin.openScan('North gate');
    const task = await worker.submit(scan, 'Badge reader is dark');
    const console_ = await admin.enter(scan);
    await console_.getByRole('button', { name: 'Manage the scan' }).click();
    await console_.getByRole('menuitem', { name: 'Wall mode' }).click();
    const wall = admin.page;
    await expect(wall.getByRole('heading', { name: 'North gate', level: 1 })).toBeVisible();
    await expect(wall.getByRole('gridcell', { name: /^Task 1, waiting [^,]+$/ })).toBeVisible();
    await expect(count(wall, 'waiting')).toHaveText('1');
    await expect(wall.getByRole('complementary', { name: 'Join this scan' })).toContainText(scan.code?.slice(0, 3) ?? '');
    await expect(wall).toHaveTitle('(1) North gate · Wall · TaskStream');
    await expectAccessible(wall);

    // Another moderator looks at it: neither is his name told.
    const bo = await newAdmin('Bo');
    const desk = await bo.enter(scan);
    await desk.getByRole('gridcell', { name: /^Task 1/ }).hover();
    await worker.submit(scan, 'Seal 88-214 is cut');
    await expect(count(wall, 'waiting')).toHaveText('2');
    for (const word of ['Badge', 'Seal', worker.name, bo.name]) expect(await everything(wall)).not.toContain(word);

    await bo.decide(task, 'refuse', 'Not today');
    await expect(count(wall, 'refused')).toHaveText('1');
    await expect(cards(wall)).toHaveCount(1);
    expect(await everything(wall)).not.toContain('Not today');
  });

  test('nothing can be decided there, by pointer or by key', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    await worker.submit(scan, 'Badge reader is dark');
    const wall = await openWall(admin, scan.id);
    await expect(cards(wall)).toHaveCount(1);
    await expect(wall.getByRole('button', { name: 'Validate' })).toHaveCount(0);
    await cards(wall).first().focus();
    for (const key of ['v', 'r', 'Enter', 'b', '1']) await wall.keyboard.press(key);
    await worker.submit(scan, 'A second one');
    await expect(cards(wall)).toHaveCount(2);
    await wall.keyboard.press('ArrowRight');
    await wall.keyboard.press('ArrowDown');
    await expect(wall.getByRole('gridcell', { name: /^Task 2/ })).toBeFocused();
    expect((await admin.tasks(scan)).map(({ status }) => status)).toEqual(['pending', 'pending']);
  });

  test('names and texts are shown when asked twice, and until they are hidden', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    await worker.submit(scan, 'Badge reader is dark');
    const wall = await openWall(admin, scan.id);
    await wall.getByRole('button', { name: 'Show names and texts' }).click();
    const question = wall.getByRole('dialog', { name: 'Show names and texts here?' });
    await expect(question).toContainText('Everybody who sees this screen');
    await expectAccessible(wall);
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(wall.getByText('Badge reader is dark')).toHaveCount(0);

    await wall.getByRole('button', { name: 'Show names and texts' }).click();
    await question.getByRole('button', { name: 'Show them' }).click();
    await expect(wall.getByText('Badge reader is dark').first()).toBeVisible();
    await expect(wall.getByText(worker.name).first()).toBeVisible();
    await expect(wall.getByRole('button', { name: 'Validate' })).toHaveCount(0);
    await expectAccessible(wall);
    await wall.reload();
    await expect(wall.getByText('Badge reader is dark').first()).toBeVisible();

    await wall.getByRole('button', { name: 'Hide names and texts' }).click();
    await expect(wall.getByText('Badge reader is dark')).toHaveCount(0);
    expect(await everything(wall)).not.toContain(worker.name);
    // What is shown of one scan is not shown of another.
    const other = await admin.openScan();
    await worker.submit(other, 'Cone is missing');
    await openWall(admin, other.id);
    expect(await everything(wall)).not.toContain('Cone');
  });

  test('what is there for the hand goes when the hand rests, and comes back', async ({ admin }) => {
    const scan = await admin.openScan('North gate');
    const { page } = admin;
    await page.goto(`/admin/scans/${scan.id}/wall`);
    const back = page.getByRole('button', { name: 'Back to the desk' });
    await expect(back).toBeVisible();
    await expect(page.getByText('Nothing waits')).toBeVisible();
    const [tools, cards] = [await page.getByRole('toolbar').boundingBox(), await page.getByRole('main').boundingBox()];
    expect((tools?.y ?? 0) + (tools?.height ?? 0), 'it stands over no card').toBeLessThanOrEqual(cards?.y ?? 0);
    await expect(page.getByRole('toolbar')).toHaveCSS('opacity', '0');
    // A key that finds it brings it back.
    await page.keyboard.press('Tab');
    await expect(page.getByRole('toolbar')).toHaveCSS('opacity', '1');
    await back.click();
    await expect(page).toHaveURL(`/admin/scans/${scan.id}`);
    await expect(page.locator('html')).not.toHaveAttribute('data-display');
  });

  test('a scan that is paused or closed lets nobody in, and says so', async ({ admin }) => {
    const scan = await admin.openScan('North gate');
    const { page } = admin;
    await page.goto(`/admin/scans/${scan.id}/wall`);
    await expect(page.getByRole('complementary', { name: 'Join this scan' })).toBeVisible();
    const paused = await admin.call<typeof scan>('PATCH', `/scans/${scan.id}`, { status: 'paused', version: scan.version, pause_message: 'Back at two' });
    await expect(page.getByText('This scan is paused')).toBeVisible();
    await expect(page.getByText('Back at two')).toBeVisible();
    await expect(page.getByRole('complementary', { name: 'Join this scan' })).toHaveCount(0);
    await expect(count(page, 'waiting')).toHaveText('0');
    await admin.call('PATCH', `/scans/${scan.id}`, { status: 'closed', version: paused.version });
    await expect(page.getByText('This scan is closed')).toBeVisible();
    await expect(count(page, 'undecided')).toHaveText('0');
    await expectAccessible(page);
  });

  test('a worker is shown to his own page', async ({ owner: admin, worker }) => {
    const scan = await admin.openScan();
    await worker.page.goto(`/admin/scans/${scan.id}/wall`);
    await expect(worker.page.getByRole('heading', { name: 'This scan is not here for you' })).toBeVisible();
  });
});
