import { panel } from './console';
import { expect, test } from './fixtures';
import { enter, grid, middleOf, scanWith } from './thousands';

test('a finger slides over small cards, and opens the one on which it is lifted', async ({ admin, worker }) => {
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
