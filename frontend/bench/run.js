// How does the console bear a flood? Prints the table of docs/performance.md, then how memory goes through a
// long day, how soon a full scan is on the screen, and how soon a suggestion. Parts may be named:
// node bench/run.js 50 5000 hours opening press
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { executablePath } from '../scripts/chromium.js';
import { measureHours } from './hours.js';
import { measureOpening } from './opening.js';
import { measurePresses } from './press.js';

const RATES = { arrivals: 200, verdicts: 100 };
const WATCH_MS = 10_000;
const KEY_EVERY_MS = 150;
const VIEWPORT = { width: 1440, height: 900 };
const USER = { id: 'me', username: 'Ada', role: 'ADMIN' };

const given = process.argv.slice(2);
const parts = given.length > 0 ? given : ['50', '300', '2000', '5000', '20000', 'hours', 'opening', 'press'];
const counts = parts.map(Number).filter((count) => !Number.isNaN(count));

/** Open the console on so many tasks. */
async function open(browser, url, count) {
  const page = await browser.newPage({ viewport: VIEWPORT });
  page.on('pageerror', (error) => console.error(error));
  await page.route('**/api/v1/**', (route) => {
    const isMe = route.request().url().endsWith('/refresh');
    return isMe
      ? route.fulfill({ json: { access_token: 'none', token_type: 'Bearer', expires_in: 3600, user: USER } })
      : route.fulfill({ status: 404, json: { code: 'not_found', title: 'Not found', status: 404 } });
  });
  await page.addInitScript(() => localStorage.setItem('taskstream.session', 'in'));
  await page.goto(`${url}?count=${count}`);
  await page.locator('[role="gridcell"][tabindex="0"]').waitFor();
  return page;
}

/** Measure the console before, during and after the flood. */
async function measure(browser, url, count) {
  const page = await open(browser, url, count);
  const opened = await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))));
  const heap = await heapOf(page);
  const work = await workOf(page);
  await page.evaluate((rates) => window.bench.standIn.run(rates), RATES);
  const watching = page.evaluate((ms) => window.bench.watch(ms), WATCH_MS);
  const keys = ['ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowLeft', 'ArrowUp'];
  for (let pressed = 0; pressed * KEY_EVERY_MS < WATCH_MS - 1000; pressed += 1) {
    await page.keyboard.press(keys[pressed % keys.length]);
    await page.waitForTimeout(KEY_EVERY_MS); // the rhythm of a hand is what is measured
  }
  const watched = await watching;
  const busy = await work();
  const after = await page.evaluate(() => {
    window.bench.standIn.stop();
    return window.bench.standIn.waiting;
  });
  const heapAfter = await heapOf(page);
  await page.close();
  return { count, after, opened, heap, heapAfter, busy, ...watched };
}

/** What the page's objects take up, in MB, after a collection. */
async function heapOf(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1e6;
}

/** Begin to count the main thread's own time, which other work on the machine does not lengthen. Call for its share. */
async function workOf(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taken = async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value;
  const [before, start] = [await taken(), performance.now()];
  return async () => (1000 * ((await taken()) - before)) / (performance.now() - start);
}

const HEADS = [
  'waiting', 'on the screen after', 'frames/s', 'frame p95', 'long tasks', 'longest', 'key to focus p50', 'worst', 'main thread', 'heap',
];
const ms = (value) => `${value.toFixed(0)} ms`;
const row = (cells) => `| ${cells.join(' | ')} |`;
const shown = (found) => [
  `${found.count} to ${found.after}`, ms(found.opened), found.framesPerSecond.toFixed(1), ms(found.frameP95),
  found.longTasks, ms(found.longestTask), ms(found.keyP50), ms(found.keyWorst),
  `${(100 * found.busy).toFixed(0)} %`,
  `${found.heap.toFixed(0)} to ${found.heapAfter.toFixed(0)} MB`,
];

const outDir = mkdtempSync(join(tmpdir(), 'taskstream-bench-'));
const configFile = fileURLToPath(new URL('vite.config.ts', import.meta.url));
await build({ configFile, logLevel: 'warn', build: { outDir } });
const server = await preview({ configFile, logLevel: 'warn', build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
const url = server.resolvedUrls.local[0];
const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox', '--disable-gpu'] });
try {
  console.log(`${cpus().length} x ${cpus()[0].model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Chromium ${browser.version()} without a GPU`);
  if (counts.length > 0) {
    console.log(row(HEADS));
    console.log(row(HEADS.map(() => '---')));
  }
  for (const count of counts) console.log(row(shown(await measure(browser, url, count))));
  if (parts.includes('hours')) await measureHours((count) => open(browser, url, count), heapOf);
  if (parts.includes('opening')) await measureOpening(browser, VIEWPORT);
  if (parts.includes('press')) await measurePresses(browser, VIEWPORT);
} finally {
  await browser.close();
  await server.close();
  rmSync(outDir, { recursive: true });
}
