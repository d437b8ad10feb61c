import { gather, visitAll } from './everyPage';
import { expect, expectAccessible, test } from './fixtures';

test.slow();

for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(`every page, ${colorScheme}`, () => {
    // What moves is in between two colours.
    test.use({ contextOptions: { colorScheme, reducedMotion: 'reduce' } });

    test('has nothing that a machine could find to stand in somebody’s way', async ({ newAdmin, newWorker, browser, contextOptions }) => {
      const visitor = await (await browser.newContext(contextOptions)).newPage();
      const cast = await gather(newAdmin, newWorker, visitor);
      await visitAll(cast, async (page, where) => {
        await expect(page.locator('html'), where).toHaveAttribute('data-theme', colorScheme);
        await test.step(where, () => expectAccessible(page));
      });
      await visitor.context().close();
    });
  });
}
