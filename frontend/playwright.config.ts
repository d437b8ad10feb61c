import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { executablePath } from './scripts/chromium.js';

const FREE_PORT = `
  const server = require('node:net').createServer();
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(String(server.address().port));
    server.close();
  });`;

// Every worker process reads this file anew: what the first has chosen holds for all.
process.env.TASKSTREAM_E2E_PORT ??= execFileSync(process.execPath, ['-e', FREE_PORT], { encoding: 'utf8' });
process.env.TASKSTREAM_E2E_DATA ??= mkdtempSync(join(tmpdir(), 'taskstream-e2e-'));
// Another build of the pages, with what is not shipped: disguised words, and the page of components.
process.env.TASKSTREAM_E2E_PROOF ??= mkdtempSync(join(tmpdir(), 'taskstream-proof-'));
process.env.TASKSTREAM_E2E_CODE ??= 'e2e0-e2e1-e2e2-e2e3-e2e4';
const baseURL = `http://localhost:${process.env.TASKSTREAM_E2E_PORT}`;

// Tests of what neither a finger nor a narrow page changes: sessions, addresses, builds, sounds, and when who is told.
// How their pages and dialogs look on a phone, and whether everybody can use them there, pages.spec.ts and *.proof.spec.ts show.
const SAME_ON_A_PHONE = '**/{account,accounts,grace,new-build,sharing,sounds,trusted-types}.spec.ts';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Two browsers and the server share what may be a small machine.
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // For what is wrong, not for a machine that does much else at the time.
  timeout: 90_000,
  expect: {
    timeout: 20_000,
    // What is tried again is most often a key pressed once more, a dozen times in a row: by itself it would soon wait a second each time.
    toPass: { intervals: [20, 50, 100, 250] },
  },
  reporter: 'list',
  use: {
    baseURL,
    // A trace tells more (--trace retain-on-failure), and costs every test a quarter of its time.
    screenshot: 'only-on-failure',
    // What goes through one is out of the tests' reach. Its own test has it.
    serviceWorkers: 'block',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  webServer: {
    // The product, but that a password's hash, which is dear by design, costs nothing.
    command: '../.venv/bin/python -m tests.quick_server',
    cwd: '../backend',
    url: `${baseURL}/health/ready`,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    env: {
      TASKSTREAM_PORT: process.env.TASKSTREAM_E2E_PORT,
      TASKSTREAM_DATA_DIR: process.env.TASKSTREAM_E2E_DATA,
      // Said although it is the default: a developer's .env may name a database of his.
      TASKSTREAM_DATABASE_URL: `sqlite:///${process.env.TASKSTREAM_E2E_DATA}/taskstream.db`,
      TASKSTREAM_BOOTSTRAP_CODE: process.env.TASKSTREAM_E2E_CODE,
      // So that nobody waits ten seconds for a page to notice what it has missed.
      TASKSTREAM_HEARTBEAT_SECONDS: '1',
      // All the tests' people come from one address.
      TASKSTREAM_LIMIT_REGISTER: 'off',
      TASKSTREAM_LIMIT_LOGIN_ADDRESS: 'off',
      TASKSTREAM_LIMIT_ANONYMOUS: 'off',
      TASKSTREAM_LIMIT_LOGIN: 'off',
      TASKSTREAM_LIMIT_CODE: 'off',
      TASKSTREAM_LIMIT_GUEST: 'off',
      // Thousands of tasks come in a moment.
      TASKSTREAM_LIMIT_SUBMIT: 'off',
      TASKSTREAM_LIMIT_DECIDE: 'off',
    },
  },
  projects: [
    { name: 'first-run', testMatch: 'first-run.setup.ts' },
    { name: 'proof-build', testMatch: 'proof.setup.ts' },
    {
      name: 'proof',
      // Each of its tests goes through both sizes.
      testMatch: '**/*.proof.spec.ts',
      dependencies: ['first-run', 'proof-build'],
      use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } },
    },
    {
      name: 'desktop',
      // Of what takes a finger.
      testIgnore: ['**/*.phone.spec.ts', '**/*.proof.spec.ts'],
      dependencies: ['first-run'],
      use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } },
    },
    {
      name: 'phone',
      // Of what a phone does not have: the lane of decided tasks is a count there. And of what is the
      // same on a phone, and takes its time: servers that crash while there is something to send.
      testIgnore: ['**/*.desktop.spec.ts', '**/*.proof.spec.ts', SAME_ON_A_PHONE],
      dependencies: ['first-run'],
      use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } },
    },
  ],
});
