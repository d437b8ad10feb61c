import type { ScanView } from '../src/live/protocol.gen';
import { expect, test } from './fixtures';
import { scanWith } from './thousands';

test('the grid is worked by what it says of itself alone, and says in sums what happens', async ({ admin, sender: worker }) => {
  const scan = await scanWith(admin, worker, 130);
  const page = await admin.enter(scan);
  const grid = page.getByRole('grid', { name: 'Waiting tasks' });
  const cell = (number: number) => grid.getByRole('gridcell', { name: new RegExp(`^Task ${number}, waiting`) });
  const columns = Number(await grid.getAttribute('aria-colcount'));
  await expect(cell(1)).toBeFocused();

  // The row with the focus is there, cell by cell, and says which it is.
  await expect(grid.getByRole('row')).toHaveAttribute('aria-rowindex', '1');
  await page.keyboard.press('ArrowRight');
  await expect(cell(2)).toBeFocused();
  await expect(cell(2)).toHaveAttribute('aria-colindex', '2');
  await page.keyboard.press('ArrowDown');
  await expect(cell(columns + 2)).toBeFocused();
  await expect(grid.getByRole('row')).toHaveAttribute('aria-rowindex', '2');
  await page.keyboard.press('Home');
  await expect(cell(columns + 1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(cell(2 * columns)).toBeFocused();
  await page.keyboard.press('Control+End');
  await expect(cell(130)).toBeFocused();
  await page.keyboard.press('n');
  await expect(cell(1)).toBeFocused();

  await page.keyboard.press('s');
  await expect(grid.getByRole('gridcell', { selected: true })).toHaveAccessibleName(/^Task 1,/);
  await expect(page.getByRole('status').filter({ hasText: '1 selected' })).toBeAttached();
  await page.keyboard.press('Escape');
  await expect(grid.getByRole('gridcell', { selected: true })).toHaveCount(0);

  await page.keyboard.press('v');
  await expect(cell(2)).toBeFocused();
  await worker.flood(scan, ['one more', 'and another']);
  await expect(page.getByRole('status').filter({ hasText: /\b1 decided\b/ })).toBeAttached();
  await expect(page.getByRole('status').filter({ hasText: /\b2 new\b/ })).toBeAttached();
  await page.keyboard.press('u');
  await expect(cell(1)).toBeFocused();
});

test('what becomes of the scan, and of the connection, is said', async ({ admin }) => {
  let scan = await admin.openScan('Night round');
  const page = await admin.enter(scan);
  // Nothing else with it: what it finds at the beginning is no news.
  const said = (words: string) => expect(page.getByRole('status').filter({ hasText: new RegExp(`^${words}$`) })).toBeAttached();
  const change = async (what: object) => {
    scan = await admin.call<ScanView>('PATCH', `/scans/${scan.id}`, { ...what, version: scan.version });
  };
  await change({ status: 'paused', pause_message: 'Back at two' });
  await said('The scan is paused: Back at two');
  await change({ status: 'open', name: 'Morning round' });
  await said('The scan is called Morning round now. The scan is open again.');
  await admin.context.setOffline(true);
  await said('Verdicts are off until the connection is back.');
  await admin.context.setOffline(false);
  await said('The connection is back.');
  await change({ status: 'closed' });
  await said('The scan is closed.');
});
