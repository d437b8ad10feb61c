import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { enter, grid, scanWith } from './thousands';

/** What of the picture of all cards is painted in the system's colours: of their surfaces, and of text. */
const painted = (page: Page) =>
  grid(page).locator('canvas').first().evaluate((canvas: HTMLCanvasElement) => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.forcedColorAdjust = 'none';
    const rgbOf = (colour: string) => {
      probe.style.color = colour;
      return (getComputedStyle(probe).color.match(/\d+/g) ?? []).slice(0, 3).join(' ');
    };
    const [surface, text] = [rgbOf('Canvas'), rgbOf('CanvasText')];
    probe.remove();
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    const counts = new Map<string, number>();
    let all = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] !== 255) continue;
      const colour = `${data[at]} ${data[at + 1]} ${data[at + 2]}`;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
      all += 1;
    }
    return { surface: (counts.get(surface) ?? 0) / all, text: (counts.get(text) ?? 0) / all };
  });

for (const colorScheme of ['dark', 'light'] as const) {
  test(`in the system's own colours, ${colorScheme}, the numbers of many cards can be read`, async ({ admin, sender: worker }) => {
    const scan = await scanWith(admin, worker, 140);
    await admin.page.emulateMedia({ colorScheme, forcedColors: 'active' });
    const page = await enter(admin, scan);
    await expect.poll(async () => (await painted(page)).surface).toBeGreaterThan(0.6);
    // Edges and numbers: little of the picture, and there.
    const { text } = await painted(page);
    expect(text).toBeGreaterThan(0.01);
    expect(text).toBeLessThan(0.3);

    // They are switched while the page is open.
    await page.emulateMedia({ forcedColors: 'none' });
    await expect.poll(async () => (await painted(page)).surface).toBeLessThan(0.1);
    await page.emulateMedia({ forcedColors: 'active' });
    await expect.poll(async () => (await painted(page)).surface).toBeGreaterThan(0.6);
  });
}
