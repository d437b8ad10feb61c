import { gather, visitAll } from './everyPage';
import { expectReadable, outsideCatalogues } from './layout';
import { expect, test } from './proof';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1000, height: 800 },
  { width: 390, height: 844 },
  { width: 360, height: 780 },
];

test.slow();

for (const [language, disguise] of [['in a longer language', 'longer'], ['from right to left', 'mirrored']] as const) {
  test.describe(language, () => {
    test.use({ disguise });

    test('every word comes from a catalogue, and there is room for it', async ({ newAdmin, newWorker, browser, contextOptions }) => {
      const visitor = await (await browser.newContext(contextOptions)).newPage();
      const cast = await gather(newAdmin, newWorker, visitor);
      await visitAll(cast, async (page, where) => {
        await expectReadable(page, where, SIZES);
        expect.soft(await outsideCatalogues(page), where).toEqual([]);
      });
      await visitor.context().close();
    });
  });
}
