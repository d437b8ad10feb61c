// Eight hours at a desk, two tasks and two verdicts a second, in a little over two minutes: does the page keep
// what nobody will ask for again?
const HOURS = 8;
const A_SECOND = 2;
const FASTER = 200;
const WAITING = 300;
const LOOKS = 4;

/** Print what the page's objects take up as the hours go by. `open` opens the console on so many tasks. */
export async function measureHours(open, heapOf) {
  const page = await open(WAITING);
  const rate = A_SECOND * FASTER;
  await page.evaluate((rates) => window.bench.standIn.run(rates), { arrivals: rate, verdicts: rate });
  // The first hour fills what is bounded: the lane, the caches.
  const part = (HOURS * 3600 * 1000) / FASTER / (LOOKS * 2);
  for (let look = 0; look <= LOOKS * 2; look += 1) {
    await page.waitForTimeout(look === 0 ? part / 4 : part); // time is what is measured
    const { made, waiting } = await page.evaluate(({ made, waiting }) => ({ made, waiting }), await page.evaluateHandle(() => window.bench.standIn));
    console.log(`after ${(made / (A_SECOND * 3600)).toFixed(1)} h: ${made} tasks have come, ${waiting} wait, ${(await heapOf(page)).toFixed(1)} MB`);
  }
  await page.close();
}
