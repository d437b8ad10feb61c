import { cards, counter, give } from './console';
import { expect, test } from './fixtures';

test('a verdict that is taken back in time is never told', async ({ admin, worker }) => {
  const scan = await admin.openScan('Gate sweep', { grace_seconds: 30 });
  await worker.submit(scan, 'a slip');
  await worker.submit(scan, 'waits');
  const [page, portal] = await Promise.all([admin.enter(scan), worker.enter(scan)]);

  await give(page, 1, 'Refuse');
  await expect(counter(page, 'refused')).toHaveText('1');
  await page.keyboard.press('u');
  await expect(cards(page)).toHaveCount(2);
  await expect(counter(page, 'refused')).toHaveText('0');

  // What comes behind the slip on the same way has arrived, and the slip has not.
  await worker.submit(scan, 'sent later');
  await expect(portal.getByText('sent later')).toBeVisible();
  await expect(portal.getByText('saved, waiting for a verdict')).toHaveCount(3);
  await expect(portal.getByRole('list', { name: /oldest first/ }).getByText(/refused/)).toHaveCount(0);
});

test('a verdict is taken back by a page that was loaded again meanwhile', async ({ admin, worker }) => {
  const scan = await admin.openScan('Gate sweep', { grace_seconds: 30 });
  for (const text of ['a slip', 'waits']) await worker.submit(scan, text);
  const [page, portal] = await Promise.all([admin.enter(scan), worker.enter(scan)]);

  await give(page, 1, 'Refuse');
  await expect(counter(page, 'refused')).toHaveText('1');
  await page.reload();
  await expect(counter(page, 'refused')).toHaveText('1');
  await expect(cards(page)).toHaveCount(1);
  await expect(page.getByText(/^Live/).first()).toBeVisible();
  await page.keyboard.press('u');
  await expect(cards(page)).toHaveCount(2);
  await expect.poll(async () => (await admin.taskOf(scan, 'a slip')).held).toBe(undefined);

  await worker.submit(scan, 'sent later');
  await expect(portal.getByText('saved, waiting for a verdict')).toHaveCount(3);
  await expect(portal.getByRole('list', { name: /oldest first/ }).getByText(/refused/)).toHaveCount(0);
});

test('a verdict is shown at the desk at once, and told when the time is over', async ({ admin, worker }) => {
  const scan = await admin.openScan('Gate sweep', { grace_seconds: 10 });
  await worker.submit(scan, 'seal is cut');
  const [page, portal] = await Promise.all([admin.enter(scan), worker.enter(scan)]);

  await give(page, 1, 'Validate');
  await expect(counter(page, 'validated')).toHaveText('1');
  await expect(portal.getByText('saved, waiting for a verdict')).toBeVisible();
  await expect(portal.getByText(/^validated/).first()).toBeVisible();
  await expect(counter(page, 'validated')).toHaveText('1');
});
