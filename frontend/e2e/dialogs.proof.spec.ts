import type { Page } from '@playwright/test';
import { bringUpEach } from './everyDialog';
import { gather } from './everyPage';
import { expectAccessible } from './fixtures';
import { expectReadable, outsideCatalogues } from './layout';
import { expect, test } from './proof';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** Put on a theme: colours are not looked at while they change. */
async function wear(page: Page, theme: string): Promise<void> {
  await page.locator('html').evaluate((html, name) => (html.dataset.theme = name), theme);
  const isChanging = () => document.getAnimations().some(({ effect, playState }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
  await expect.poll(() => page.evaluate(isChanging)).toBe(false);
}

test.slow();

for (const [language, disguise] of [['in a longer language', 'longer'], ['from right to left', 'mirrored'], ['as it is', null]] as const) {
  test.describe(language, () => {
    test.use({ disguise });

    test('whatever a page asks has room for its words, and can be used by everybody', async ({ newAdmin, newWorker, browser, contextOptions, request }) => {
      const visitor = await (await browser.newContext(contextOptions)).newPage();
      const cast = await gather(newAdmin, newWorker, visitor);
      const guest = await request.post(`/api/v1/scans/${cast.scan.id}/guests`, { data: { name: 'נורית' } });
      expect(guest.status(), await guest.text()).toBe(201);
      // Another device of his.
      await request.post('/api/v1/login', { data: { username: cast.admin.name, password: 'correct horse battery' } });
      await bringUpEach(cast, disguise, async (page, where) => {
        if (disguise) {
          await expectReadable(page, where, SIZES);
          expect.soft(await outsideCatalogues(page), where).toEqual([]);
          return;
        }
        for (const [index, size] of SIZES.entries()) {
          await page.setViewportSize(size);
          await wear(page, index === 0 ? 'dark' : 'light');
          await expectAccessible(page);
        }
      });
      await visitor.context().close();
    });
  });
}
