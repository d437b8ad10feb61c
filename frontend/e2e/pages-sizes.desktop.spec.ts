import { gather, visitAll } from './everyPage';
import { test } from './fixtures';
import { expectReadable } from './layout';

const SIZES = [
  { width: 360, height: 740 },
  // A desk at twice the size.
  { width: 720, height: 450 },
  { width: 2560, height: 1440 },
];

test.slow();
test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('every page can be read on a small phone, on a wall, and at twice the size', async ({ newAdmin, newWorker, browser, contextOptions }) => {
  const visitor = await (await browser.newContext(contextOptions)).newPage();
  const cast = await gather(newAdmin, newWorker, visitor);
  await visitAll(cast, (page, where) => expectReadable(page, where, SIZES));
  await visitor.context().close();
});
