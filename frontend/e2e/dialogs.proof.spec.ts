import { bringUpEach } from './everyDialog';
import { enterAsGuest, gather } from './everyPage';
import { expectAccessibleInBothThemes } from './fixtures';
import { expectReadable, outsideCatalogues } from './layout';
import { expect, test } from './proof';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

test.slow();

for (const [language, disguise] of [['in a longer language', 'longer'], ['from right to left', 'mirrored'], ['as it is', null]] as const) {
  test.describe(language, () => {
    test.use({ disguise });

    test('whatever a page asks has room for its words, and can be used by everybody', async ({ newAdmin, newWorker, browser, contextOptions, request }) => {
      const visitor = await (await browser.newContext(contextOptions)).newPage();
      const cast = await gather(newAdmin, newWorker, visitor);
      await enterAsGuest(visitor, cast.scan);
      // Another device of his.
      await request.post('/api/v1/login', { data: { username: cast.admin.name, password: 'correct horse battery' } });
      await bringUpEach(cast, disguise, async (page, where) => {
        if (disguise) {
          await expectReadable(page, where, SIZES);
          expect.soft(await outsideCatalogues(page), where).toEqual([]);
          return;
        }
        for (const size of SIZES) {
          await page.setViewportSize(size);
          // It stays open meanwhile: to come to it takes longer than to look at it.
          await test.step(`${where}, ${size.width} wide`, () => expectAccessibleInBothThemes(page));
        }
      });
      await visitor.context().close();
    });
  });
}
