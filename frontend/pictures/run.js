// Takes the README's pictures: make pictures. The product stands still in them (backend/pictures), so that
// a picture changes only where the product did. Names may be given: node pictures/run.js portal-open
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { executablePath } from '../scripts/chromium.js';
import { PICTURES } from './pictures.js';
import { shrink } from './png.js';

const AT_MOST_KB = 400;
const OUT = new URL('../../docs/pictures/', import.meta.url);

/** Start the play and return what it says of itself. It ends when this process does. */
async function begin() {
  const play = spawn('../.venv/bin/python', ['-m', 'pictures'], {
    cwd: fileURLToPath(new URL('../../backend/', import.meta.url)),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: play.stdout })) return { play, about: JSON.parse(line) };
  throw new Error('the play has ended');
}

/** A browser window in which somebody is signed in, and in which it is always that moment. */
async function enter(browser, about, { who = 'admin', viewport, theme = 'dark', touch = false, host = null }) {
  const context = await browser.newContext({
    baseURL: host === null ? about.url : `http://${host}`,
    viewport,
    deviceScaleFactor: 2,
    hasTouch: touch,
    isMobile: touch,
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme: theme,
    serviceWorkers: 'block',
  });
  const form = { username: about[who], password: about.password };
  const answer = await context.request.post(`${about.url}/api/v1/login`, { data: form });
  if (!answer.ok()) throw new Error(await answer.text());
  if (host !== null) await context.addCookies((await context.cookies()).map((cookie) => ({ ...cookie, domain: host })));
  await context.addInitScript(() => {
    if (location.protocol !== 'about:') localStorage.setItem('taskstream.session', 'in');
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(about.moment));
  return page;
}

const wanted = process.argv.slice(2);
const { play, about } = await begin();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=MAP tasks.example.org:80 ${new URL(about.url).host}`],
});
mkdirSync(OUT, { recursive: true });
try {
  for (const { name, take, ...window } of PICTURES) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const page = await enter(browser, about, window);
    await take(page, about);
    await page.evaluate(() => document.fonts.ready);
    // What blinks or moves stands still for it.
    const png = shrink(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
    writeFileSync(new URL(`${name}.png`, OUT), png);
    const size = png.length / 1024;
    console.log(`  ${name.padEnd(16)} ${size.toFixed(0).padStart(4)} KB`);
    if (size > AT_MOST_KB) throw new Error(`${name} is too large for a README: at most ${AT_MOST_KB} KB`);
    await page.context().close();
  }
} finally {
  await browser.close();
  play.stdin.end();
}
