// From the worker's key to the card on the admin's screen: two pages, the real server, the built pages.
import { onProduct } from './product.js';

const WAITING = 50;
const TIMES = 60;
const EVERY_MS = 150;

/** Print the whole way and the part of it that is the console's own: from the message to the frame. */
export async function measurePresses(browser, viewport) {
  await onProduct(browser, viewport, WAITING, async ({ admin, worker, scan }) => {
    await admin.addInitScript(noteMessages);
    const [desk, portal] = await Promise.all([admin.newPage(), worker.newPage()]);
    await Promise.all([desk.goto(scan.links.console), portal.goto(scan.links.worker)]);
    await desk.getByRole('gridcell').first().waitFor();
    const composer = portal.getByRole('textbox');
    const shown = [];
    for (let time = 0; time < TIMES; time += 1) {
      const text = `Seal ${time} is cut`;
      await composer.fill(text);
      const painted = desk.evaluate(whenPainted, text);
      const pressed = portal.evaluate(whenPressed);
      await composer.press('Control+Enter');
      const [at, { came, seen }] = [await pressed, await painted];
      shown.push({ whole: seen - at, own: seen - came });
      await desk.waitForTimeout(EVERY_MS); // the rhythm of a hand is what is measured
    }
    const of = (part) => shown.map((one) => one[part]).toSorted((one, other) => one - other);
    const say = (sorted) => `p50 ${sorted[TIMES / 2].toFixed(1)} ms, p95 ${sorted[Math.floor(TIMES * 0.95)].toFixed(1)} ms, worst ${sorted.at(-1).toFixed(1)} ms`;
    console.log(`from the worker's key to the card on the screen, ${WAITING} waiting: ${say(of('whole'))}`);
    console.log(`of that the console's own, from the message to the frame: ${say(of('own'))}`);
  });
}

/** In the console: note when each message came. Times are those that all pages of a machine share. */
function noteMessages() {
  window.came = [];
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      // Before the page's own listener hears of it.
      this.addEventListener('message', ({ data }) => window.came.push([performance.timeOrigin + performance.now(), String(data)]));
    }
  };
}

/** In the console: when its message came, and when the frame with its card was done. */
function whenPainted(text) {
  return new Promise((resolve) => {
    const seen = () => {
      const came = window.came.find(([, data]) => data.includes(text))[0];
      resolve({ came, seen: performance.timeOrigin + performance.now() });
    };
    const look = new MutationObserver(() => {
      if (!document.querySelector('[role="grid"]')?.textContent.includes(text)) return;
      look.disconnect();
      // The first task after the frame in which it is painted.
      requestAnimationFrame(() => setTimeout(seen));
    });
    look.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

/** In the portal: when the key was pressed. */
function whenPressed() {
  return new Promise((resolve) => {
    const pressed = ({ key, timeStamp }) => {
      if (key !== 'Enter') return;
      removeEventListener('keydown', pressed, { capture: true });
      resolve(performance.timeOrigin + timeStamp);
    };
    addEventListener('keydown', pressed, { capture: true });
  });
}
