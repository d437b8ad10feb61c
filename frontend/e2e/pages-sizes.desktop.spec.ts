import { gather, visitAll } from './everyPage';
import { test } from './fixtures';
import { expectReadable, setLetters } from './layout';

const SIZES = [
  // A desk at four times the size, a phone at twice.
  { width: 320, height: 640 },
  { width: 360, height: 740 },
  // A desk at twice the size.
  { width: 720, height: 450 },
  { width: 2560, height: 1440 },
];
const WITH_LARGE_LETTERS = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
];

test.slow();
test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('every page can be read on a small phone, on a wall, and at twice the size', async ({ newAdmin, newWorker, browser, contextOptions }) => {
  const visitor = await (await browser.newContext(contextOptions)).newPage();
  const cast = await gather(newAdmin, newWorker, visitor);
  await visitAll(cast, (page, where) => expectReadable(page, where, SIZES));
  await visitor.context().close();
});

test('every page can be read with letters twice as large', async ({ newAdmin, newWorker, browser, contextOptions }) => {
  const visitor = await (await browser.newContext(contextOptions)).newPage();
  const cast = await gather(newAdmin, newWorker, visitor);
  for (const { page } of [cast.admin, cast.worker, { page: visitor }]) await setLetters(page, 32);
  await visitAll(cast, (page, where) => expectReadable(page, where, WITH_LARGE_LETTERS));
  await visitor.context().close();
});
