// The product on a fresh folder, with an admin, a worker and a scan, as browsers meet it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';

const AT_ONCE = 200;
const CODE = 'benc-benc-benc-benc-benc';
const PASSWORD = 'correct horse battery';

/** Start it, hand a scan with so many waiting tasks and a signed-in window of each to `use`, and end it. */
export async function onProduct(browser, viewport, waiting, use) {
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
    const enter = (form) => signUp(browser, { viewport, baseURL: url }, form);
    const worker = await enter({ username: 'S. Okafor' });
    const admin = await enter({ username: 'Ada', role: 'ADMIN', admin_code: CODE });
    const scan = await admin.call('/scans', { name: 'Gate sweep' });
    await flood(url, worker.token, scan.id, waiting);
    await use({ admin: admin.context, worker: worker.context, scan });
    await Promise.all([admin, worker].map(({ context }) => context.close()));
  } finally {
    server.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  }
}

/** A window of somebody new, his token, and the API as he may call it. */
async function signUp(browser, options, form) {
  const context = await browser.newContext(options);
  await context.addInitScript(() => localStorage.setItem('taskstream.session', 'in'));
  const call = async (path, data, token) => {
    const answer = await context.request.post(`/api/v1${path}`, { data, headers: token ? { Authorization: `Bearer ${token}` } : {} });
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  const { access_token: token } = await call('/register', { password: PASSWORD, ...form });
  return { context, token, call: (path, data) => call(path, data, token) };
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function flood(url, token, scan_id, count) {
  const socket = io(url, { transports: ['websocket'], auth: { token } });
  await socket.emitWithAck('join_scan', { scan_id });
  for (let sent = 0; sent < count; sent += AT_ONCE) {
    const one = (_, index) =>
      socket.emitWithAck('new_task_suggestion', { scan_id, client_id: crypto.randomUUID().replaceAll('-', ''), text: `Check seal ${sent + index}.` });
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - sent) }, one));
  }
  socket.disconnect();
}
