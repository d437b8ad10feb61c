import { panel } from './console';
import { fingerOn } from './finger';
import { expect, test } from './fixtures';
import { enter, grid, middleOf, scanWith } from './thousands';

test('a finger slides over small cards, and opens the one on which it is lifted', async ({ admin, sender: worker }) => {
  const page = await enter(admin, await scanWith(admin, worker, 600));
  const finger = await fingerOn(page);
  await finger.down(await middleOf(page, 100));
  await expect(grid(page).getByText('#100')).toBeVisible();
  await finger.to(await middleOf(page, 300));
  await expect(grid(page).getByText('#300')).toBeVisible();
  await expect(panel(page)).toBeHidden();
  await finger.up();
  await expect(panel(page)).toContainText('#300');
  await expect(grid(page).getByText('#300')).toHaveCount(0);
});
