import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { items } from './portal';

test('what a worker presses on the way in, and there, is large enough for a finger', async ({ admin, worker, page }) => {
  const scan = await admin.openScan('Gate sweep', { guests: true });
  // A radio button or a switch is pressed by its label.
  const small = (of: Page) =>
    of.locator('a[href], button, summary, input:not([type="radio"], [role="switch"]), textarea').evaluateAll((controls) =>
      controls
        .filter((control) => control.checkVisibility() && control.getBoundingClientRect().width > 1)
        .map((control) => ({ name: control.getAttribute('aria-label') ?? control.textContent, height: Math.round(control.getBoundingClientRect().height) }))
        .filter(({ height }) => height < 44),
    );
  for (const path of ['/login', '/register', '/setup', '/join', '/nowhere', scan.links.worker]) {
    await page.goto(path);
    await expect(page.locator('h1').first()).toBeVisible();
    await expect.poll(() => small(page), path).toEqual([]);
  }
  await worker.submit(scan, 'Seal is cut');
  const portal = await worker.enter(scan);
  await expect(items(portal)).toHaveCount(1);
  await expect.poll(() => small(portal), 'the portal').toEqual([]);
  for (const path of ['/worker', '/account']) {
    await portal.goto(path);
    await expect(portal.locator('h1').first()).toBeVisible();
    await expect.poll(() => small(portal), path).toEqual([]);
  }
});
