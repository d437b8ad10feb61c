import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from '@playwright/test';
import type { Role, SessionView } from '../src/live/protocol.gen';
import { Actor, bootstrapCode } from './fixtures';
import { servePages, type PagesServer } from './pagesServer';

export const PASSWORD = 'correct horse battery';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A server that a test may kill, and start again on the same data. Its pages load even while it is gone. */
export class OwnServer {
  readonly #port: number;
  readonly #pages: PagesServer;
  readonly #settings: Record<string, string>;
  readonly #data = mkdtempSync(join(tmpdir(), 'taskstream-own-'));
  #secret = 'of the first tokens, thirty-two characters long';
  #process: ChildProcess | null = null;

  private constructor(port: number, pages: PagesServer, settings: Record<string, string>) {
    this.#port = port;
    this.#pages = pages;
    this.#settings = settings;
  }

  /** From the next call on, a path gives this instead of what was built. */
  replace(path: string, content: string): void {
    this.#pages.replaced.set(path, content);
  }

  /** `settings`: what is to be other than a server has it by itself. */
  static async start(settings: Record<string, string> = {}): Promise<OwnServer> {
    const port = await freePort();
    const server = new OwnServer(port, await servePages(port), settings);
    await server.start();
    return server;
  }

  async start(): Promise<void> {
    this.#process = spawn('../.venv/bin/python', ['-m', 'tests.quick_server'], {
      cwd: '../backend',
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        JWT_SECRET_KEY: this.#secret,
        TASKSTREAM_PORT: String(this.#port),
        TASKSTREAM_DATA_DIR: this.#data,
        TASKSTREAM_DATABASE_URL: `sqlite:///${this.#data}/taskstream.db`,
        TASKSTREAM_BOOTSTRAP_CODE: bootstrapCode(),
        ...this.#settings,
      },
    });
    const isReady = () => fetch(`http://127.0.0.1:${this.#port}/health/ready`).then(({ ok }) => ok, () => false);
    while (!(await isReady())) {
      if (this.#process.exitCode !== null) throw new Error('the server has ended');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** As a power cut would: nothing is finished, nothing is said. */
  async kill(): Promise<void> {
    if (this.#process?.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
  }

  /** Kill it for good, and its pages with it. */
  async end(): Promise<void> {
    await this.kill();
    this.#pages.end();
  }

  /** From the next start on, no token that was ever given is good: every session is over. */
  endSessions(): void {
    this.#secret = 'of the later tokens, thirty-two characters long';
  }

  /** The same access token, good for so many seconds only. */
  shortened(token: string, seconds: number): string {
    const [head = '', body = ''] = token.split('.');
    // It is our own server's token.
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    const exp = Math.floor(Date.now() / 1000) + seconds;
    const signed = `${head}.${Buffer.from(JSON.stringify({ ...claims, exp })).toString('base64url')}`;
    return `${signed}.${createHmac('sha256', this.#secret).update(signed).digest('base64url')}`;
  }

  /** A browser of one's own with a new account. */
  async signUp(browser: Browser, username: string, role: Role, options?: BrowserContextOptions): Promise<Actor> {
    const context = await browser.newContext({ baseURL: this.#pages.url, ...options });
    const admin_code = role === 'ADMIN' ? bootstrapCode() : undefined;
    const account = { username, password: PASSWORD, ...(admin_code && { admin_code }) };
    const answer = await context.request.post('/api/v1/register', { data: account });
    if (answer.status() !== 201) throw new Error(await answer.text());
    await context.addInitScript(() => {
      if (location.protocol !== 'about:') localStorage.setItem('taskstream.session', 'in');
    });
    return new Actor((await answer.json()) as SessionView, context, await context.newPage());
  }
}
