// From the click on a scan of 5,000 waiting tasks to its picture, through the real server and the built pages.
import { onProduct } from './product.js';

const COUNT = 5000;
const TIMES = 5;

/** Print how long it takes, as often as it was tried. */
export async function measureOpening(browser, viewport) {
  await onProduct(browser, viewport, COUNT, async ({ admin, scan }) => {
    const took = [];
    for (let time = 0; time < TIMES; time += 1) took.push(await openOnce(admin, scan.name));
    console.log(`${COUNT} waiting, from the click to the picture: ${took.map((ms) => `${ms.toFixed(0)} ms`).join(', ')}`);
  });
}

/** A page that has shown the list of scans, and nothing of this one yet. */
async function openOnce(context, name) {
  const page = await context.newPage();
  await page.goto('/admin');
  const link = page.getByRole('link', { name });
  await link.waitFor();
  const took = page.evaluate(
    () =>
      new Promise((resolve) => {
        let clicked = 0;
        addEventListener('click', ({ timeStamp }) => (clicked = timeStamp), { capture: true, once: true });
        const isThere = () => {
          const grid = document.querySelector('[role="grid"]');
          const canvas = grid?.querySelector('canvas');
          if (!clicked || !canvas?.width) return false;
          const [columns, rows] = [grid.ariaColCount, grid.ariaRowCount].map(Number);
          if (columns * rows < 5000) return false;
          // The middle of the first card of the last row but one: all above it is painted.
          const [x, y] = [canvas.width / columns / 2, (canvas.height * (rows - 1.5)) / rows];
          return canvas.getContext('2d').getImageData(x, y, 1, 1).data[3] > 0;
        };
        const look = () => (isThere() ? setTimeout(() => resolve(performance.now() - clicked)) : requestAnimationFrame(look));
        look();
      }),
  );
  await link.click();
  const ms = await took;
  await page.close();
  return ms;
}
