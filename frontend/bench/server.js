// From the click on a scan of 5,000 waiting tasks to its picture, through the real server and the built pages.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';

const COUNT = 5000;
const AT_ONCE = 200;
const TIMES = 5;
const CODE = 'benc-benc-benc-benc-benc';
const PASSWORD = 'correct horse battery';

/** Print how long it takes, as often as it was tried. */
export async function measureOpening(browser, viewport) {
  const data = mkdtempSync(join(tmpdir(), 'taskstream-bench-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn('../.venv/bin/python', ['-m', 'taskstream'], {
    cwd: '../backend',
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      TASKSTREAM_PORT: String(port),
      TASKSTREAM_DATA_DIR: data,
      TASKSTREAM_DATABASE_URL: `sqlite:///${data}/taskstream.db`,
      TASKSTREAM_BOOTSTRAP_CODE: CODE,
      TASKSTREAM_LIMIT_SUBMIT: 'off',
    },
  });
  try {
    while (!(await fetch(`${url}/health/ready`).then(({ ok }) => ok, () => false))) await new Promise((resolve) => setTimeout(resolve, 100));
    const context = await browser.newContext({ viewport, baseURL: url });
    const call = async (path, sent, token) => {
      const answer = await context.request.post(`/api/v1${path}`, { data: sent, headers: token ? { Authorization: `Bearer ${token}` } : {} });
      if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
      return answer.json();
    };
    const worker = await call('/register', { username: 'S. Okafor', password: PASSWORD });
    // Who registers last is signed in.
    const admin = await call('/register', { username: 'Ada', password: PASSWORD, role: 'ADMIN', admin_code: CODE });
    const scan = await call('/scans', { name: 'Five thousand' }, admin.access_token);
    await flood(url, worker.access_token, scan.id);
    await context.addInitScript(() => localStorage.setItem('taskstream.session', 'in'));
    const took = [];
    for (let time = 0; time < TIMES; time += 1) took.push(await openOnce(context, scan.name));
    console.log(`${COUNT} waiting, from the click to the picture: ${took.map((ms) => `${ms.toFixed(0)} ms`).join(', ')}`);
    await context.close();
  } finally {
    server.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  }
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function flood(url, token, scan_id) {
  const socket = io(url, { transports: ['websocket'], auth: { token } });
  await socket.emitWithAck('join_scan', { scan_id });
  for (let sent = 0; sent < COUNT; sent += AT_ONCE) {
    const one = (_, index) =>
      socket.emitWithAck('new_task_suggestion', { scan_id, client_id: crypto.randomUUID().replaceAll('-', ''), text: `Check seal ${sent + index}.` });
    await Promise.all(Array.from({ length: AT_ONCE }, one));
  }
  socket.disconnect();
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
