import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { items } from './portal';

test('what a worker presses on the way in, and there, is large enough for a finger', async ({ owner: admin, worker, page }) => {
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

test('who corrects something has all of its card above the composer', async ({ owner: admin, worker }) => {
  const scan = await admin.openScan();
  for (const text of ['Gate is open', 'Badge is torn', 'Lamp is out', 'Seal is cut on the left side', 'Door 9 does not close by itself']) {
    await admin.decide(await worker.submit(scan, text), 'return', 'Where exactly?');
  }
  const page = await worker.enter(scan);
  const composer = page.getByRole('main').locator(':scope > :last-child');
  const last = items(page).last();
  await last.getByRole('button', { name: 'Fix and resend' }).tap();
  await expect(last.getByRole('textbox')).toBeFocused();
  const room = async () => {
    const [card, below] = await Promise.all([last.boundingBox(), composer.boundingBox()]);
    return card && below ? below.y - card.y - card.height : -1;
  };
  await expect.poll(room).toBeGreaterThanOrEqual(0);
  for (const name of ['Later', 'Resend']) await expect(last.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
});
