import type { Page } from '@playwright/test';
import type { ScanView, TaskPage } from '../src/live/protocol.gen';
import { counter } from './console';
import { expect, test, type Person } from './fixtures';
import { OwnServer } from './ownServer';

const ARRIVALS = 200;
const PRESSES = 60;
const EVERY_MS = 150;

type Press = { key: string; number: number };

/** Note at each press which task the panel shows, before anything hears of it. */
async function notePresses(page: Page): Promise<() => Promise<Press[]>> {
  const presses: Press[] = [];
  await page.exposeFunction('notePress', (key: string, number: number) => presses.push({ key, number }));
  await page.evaluate(() => {
    // Playwright has put it there.
    const { notePress } = window as unknown as { notePress: (key: string, number: number) => void };
    window.addEventListener(
      'keydown',
      ({ key }) => {
        const shown = /#(\d+)/.exec(document.querySelector('aside')?.textContent ?? '')?.[1];
        notePress(key, Number(shown));
      },
      { capture: true },
    );
  });
  return async () => {
    await expect.poll(() => presses.length).toBe(PRESSES);
    return presses;
  };
}

async function decided(admin: Person, scan: ScanView, status: 'validated' | 'refused'): Promise<number[]> {
  const { items } = await admin.call<TaskPage>('GET', `/scans/${scan.id}/tasks?status=${status}&limit=500`);
  return items.map(({ number }) => number).sort((one, other) => one - other);
}

test('at 200 arrivals a second no press is lost, and each is about the task that is painted', async ({ browser }) => {
  test.setTimeout(240_000);
  const server = await OwnServer.start({ TASKSTREAM_LIMIT_SUBMIT: 'off' });
  try {
    const admin = await server.signUp(browser, 'Ada', 'ADMIN');
    const worker = await server.signUp(browser, 'S. Okafor', 'WORKER');
    const scan = await admin.openScan();
    await worker.submit(scan, 'the first');
    const page = await admin.enter(scan);
    await expect(page.getByRole('gridcell', { name: /^Task 1, waiting/ })).toBeFocused();
    const presses = await notePresses(page);

    await worker.page.goto(scan.links.worker);
    const stop = await worker.keepSending(scan, ARRIVALS, new URL(worker.page.url()).origin);
    await expect.poll(async () => Number((await counter(page, 'waiting').textContent())?.replace(/\D/g, ''))).toBeGreaterThan(ARRIVALS);
    const start = performance.now();
    for (let pressed = 0; pressed < PRESSES; pressed += 1) {
      // A person looks at what he decides: he is slower than that, and not slower than the page.
      await Promise.all([page.keyboard.press(pressed % 3 === 0 ? 'r' : 'v'), new Promise((resolve) => setTimeout(resolve, EVERY_MS))]);
    }
    const seconds = (performance.now() - start) / 1000;
    const taken = await stop();
    expect(seconds).toBeLessThan(60);
    // They came for as long as the keys were pressed.
    expect(taken).toBeGreaterThan(ARRIVALS * seconds);

    const painted = await presses();
    const numbers = (key: string) => painted.filter((press) => press.key === key).map(({ number }) => number).sort((one, other) => one - other);
    expect(new Set(painted.map(({ number }) => number)).size).toBe(PRESSES);
    await expect.poll(() => decided(admin, scan, 'validated')).toEqual(numbers('v'));
    await expect.poll(() => decided(admin, scan, 'refused')).toEqual(numbers('r'));
    await Promise.all([admin, worker].map(({ context }) => context.close()));
  } finally {
    await server.end();
  }
});
