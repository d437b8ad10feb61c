import type { Page } from '@playwright/test';
import { expect, expectAccessible, test, type Actor } from './fixtures';

/** Note the tones that his pages begin, in Hz. */
async function listen({ context }: Actor) {
  await context.addInitScript(() => {
    const heard: number[] = [];
    Object.assign(window, { heard });
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the right `this` below
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (this: OscillatorNode, when?: number) {
      heard.push(this.frequency.value);
      start.call(this, when);
    };
  });
}

const heard = (page: Page) => page.evaluate(() => Reflect.get(window, 'heard') as number[]);

async function wantSounds({ page }: Actor) {
  await page.goto('/account');
  await page.getByRole('switch', { name: 'Sounds' }).check();
}

test('an arrival and a verdict sound for whoever wants them to', async ({ admin, worker }) => {
  for (const person of [admin, worker]) {
    await listen(person);
    await wantSounds(person);
  }
  await expectAccessible(admin.page);
  const scan = await admin.openScan();
  const [desk, portal] = [await admin.enter(scan), await worker.enter(scan)];
  // Browsers are silent until they are touched.
  for (const page of [desk, portal]) await page.keyboard.press('Shift');
  const task = await worker.submit(scan, 'seal is cut');
  await expect.poll(() => heard(desk)).toEqual([660, 880]);
  await admin.decide(task, 'validate');
  await expect.poll(() => heard(portal)).toEqual([784, 523].map((tone) => expect.closeTo(tone, 0)));
  expect(await heard(desk)).toEqual([660, 880]);
});

test('nothing sounds for whoever has not asked for it', async ({ owner: admin, worker }) => {
  await listen(worker);
  const scan = await admin.openScan();
  const page = await worker.enter(scan);
  await page.keyboard.press('Shift');
  await admin.decide(await worker.submit(scan, 'seal is cut'), 'refuse', 'Seen already.');
  await expect(page.getByRole('main').getByText('Seen already.').first()).toBeVisible();
  expect(await heard(page)).toEqual([]);
});
