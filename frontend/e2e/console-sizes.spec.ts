import { expect, test, uniqueName } from './fixtures';
import { isWhole } from './layout';

const PHONE = { width: 360, height: 640 };

test.describe('on the smallest phone', () => {
  test.use({ viewport: PHONE });

  test('the counts have their whole words', async ({ admin, worker }) => {
    const scan = await admin.openScan('Gate sweep 14:00');
    await worker.submit(scan, 'Seal is cut');
    const page = await admin.enter(scan);
    const terms = page.getByLabel('Counts of this scan').locator('dt');
    await expect(terms).toHaveText(['waiting', 'validated', 'refused', 'sent back']);
    for (const term of await terms.all()) await expect.poll(() => isWhole(term)).toBe(true);
  });

  test('all filters of the list are in sight, and nothing lies over the last one', async ({ admin, worker }) => {
    const scan = await admin.openScan('Gate sweep 14:00');
    await worker.submit(scan, 'Seal is cut');
    const { page } = admin;
    await page.goto(`/admin/scans/${scan.id}/tasks`);
    await expect(page.getByRole('button', { name: 'Open task 1' })).toBeVisible();
    for (const state of ['waiting', 'validated', 'refused', 'sent back']) {
      await expect(page.getByRole('button', { name: state, exact: true })).toBeInViewport({ ratio: 1 });
    }
    await page.getByRole('button', { name: 'More filters' }).click();
    await expect(page.getByLabel('Received before')).toBeInViewport({ ratio: 1 });
    // As a finger would: what lies over it would take the press.
    await page.getByLabel('Received before').click({ trial: true });
  });
});

test('beside an open task the list still says who is a guest, and why a task was refused', async ({ admin, page: visitor }) => {
  const scan = await admin.openScan('Gate sweep 14:00', { guests: true });
  await visitor.goto(scan.links.worker);
  await visitor.getByLabel('Your name').fill(`Wilhelmina Mwangi-Okafor ${uniqueName('')}`.slice(0, 40));
  await visitor.getByRole('button', { name: 'Enter' }).click();
  await visitor.getByLabel('Your suggestion', { exact: true }).fill('Seal is cut');
  await visitor.getByRole('button', { name: 'Submit' }).click();
  await expect.poll(async () => (await admin.tasks(scan)).length).toBe(1);
  await admin.decide(await admin.taskOf(scan, 'Seal is cut'), 'refuse', 'Seen already');

  const { page } = admin;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/admin/scans/${scan.id}/tasks`);
  await page.getByRole('button', { name: 'Open task 1' }).click();
  await expect(page.getByRole('complementary', { name: 'Task 1' })).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: 'Seal is cut' });
  await expect(row.getByText('Seen already')).toBeVisible();
  const badge = row.getByText('guest', { exact: true });
  // Its own box, and that of the cell that could cut it off.
  await expect.poll(async () => {
    const [mark, cell] = await Promise.all([badge.boundingBox(), badge.locator('..').boundingBox()]);
    return mark !== null && cell !== null && mark.x + mark.width <= cell.x + cell.width + 0.5;
  }).toBe(true);
});
