import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type APIRequestContext, type BrowserContext, type Page } from '@playwright/test';
import { io } from 'socket.io-client';
import type { InviteView, Refused, Role, ScanView, SessionView, Submitted, TaskPage, TaskView, VerdictAction } from '../src/live/protocol.gen';

export const FIRST_ADMIN = { username: 'Ada the first', password: 'correct horse battery' };
export const bootstrapCode = (): string => process.env.TASKSTREAM_E2E_CODE ?? '';

const ORIGIN = `http://localhost:${process.env.TASKSTREAM_E2E_PORT ?? ''}`;
const AT_ONCE = 200;

/** Somebody with an account, and the API with his token. */
export class Person {
  readonly name: string;
  readonly role: Role;
  readonly #token: string;
  readonly #request: APIRequestContext;

  constructor({ user, access_token }: SessionView, request: APIRequestContext) {
    this.name = user.username;
    this.role = user.role;
    this.#token = access_token;
    this.#request = request;
  }

  async call<T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, data?: object, headers: Record<string, string> = {}): Promise<T> {
    const answer = await this.#request.fetch(`/api/v1${path}`, {
      method,
      ...(data && { data }),
      headers: { Authorization: `Bearer ${this.#token}`, ...headers },
    });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    // The server's answers are held to the generated types by its own tests.
    return (answer.status() === 204 ? undefined : await answer.json()) as T;
  }

  /** Open a scan of one's own. */
  openScan(name = 'Gate sweep', more: Partial<Pick<ScanView, 'instructions' | 'refusal_reasons' | 'target_seconds' | 'grace_seconds' | 'guests'>> = {}): Promise<ScanView> {
    return this.call('POST', '/scans', { name, ...more });
  }

  submit(scan: ScanView, text: string): Promise<TaskView> {
    const key = { 'Idempotency-Key': crypto.randomUUID().replaceAll('-', '') };
    return this.call('POST', `/scans/${scan.id}/tasks`, { text }, key);
  }

  /** Send many, all at once, over a socket of one's own. */
  async flood(scan: ScanView, texts: readonly string[]): Promise<void> {
    const socket = io(ORIGIN, { transports: ['websocket'], auth: { token: this.#token } });
    await socket.emitWithAck('join_scan', { scan_id: scan.id });
    const send = (text: string) =>
      socket.emitWithAck('new_task_suggestion', {
        scan_id: scan.id,
        client_id: crypto.randomUUID().replaceAll('-', ''),
        text,
        // The server's answers are held to the generated types by its own tests.
      }) as Promise<Submitted | Refused>;
    // The server cuts who has a thousand calls under way.
    for (let sent = 0; sent < texts.length; sent += AT_ONCE) {
      const answers = await Promise.all(texts.slice(sent, sent + AT_ONCE).map(send));
      const refused = answers.find((answer) => !answer.ok);
      if (refused) throw new Error(JSON.stringify(refused));
    }
    socket.disconnect();
  }

  /** Send so many a second, over a socket of one's own, until the answer is called: it says how many were taken. */
  async keepSending(scan: ScanView, aSecond: number, origin = ORIGIN): Promise<() => Promise<number>> {
    const socket = io(origin, { transports: ['websocket'], auth: { token: this.#token } });
    await socket.emitWithAck('join_scan', { scan_id: scan.id });
    const answers: Promise<{ ok: boolean }>[] = [];
    const start = performance.now();
    const timer = setInterval(() => {
      while (answers.length < ((performance.now() - start) / 1000) * aSecond) {
        const client_id = crypto.randomUUID().replaceAll('-', '');
        // The server's answers are held to the generated types by its own tests.
        answers.push(socket.emitWithAck('new_task_suggestion', { scan_id: scan.id, client_id, text: `seal ${answers.length}` }) as Promise<{ ok: boolean }>);
      }
    }, 20);
    return async () => {
      clearInterval(timer);
      const taken = (await Promise.all(answers)).filter(({ ok }) => ok).length;
      socket.disconnect();
      return taken;
    };
  }

  decide(task: TaskView, action: VerdictAction, reason?: string): Promise<TaskView> {
    return this.call('POST', `/tasks/${task.id}/verdict`, { action, version: task.version, ...(reason && { reason }) });
  }

  /** The one task whose text that is. */
  async taskOf(scan: ScanView, text: string): Promise<TaskView> {
    const found = (await this.tasks(scan)).filter((task) => task.text === text);
    const [task] = found;
    if (found.length !== 1 || !task) throw new Error(`${found.length} tasks say ${text}`);
    return task;
  }

  async tasks(scan: ScanView): Promise<TaskView[]> {
    return (await this.call<TaskPage>('GET', `/scans/${scan.id}/tasks?limit=500`)).items;
  }
}

/** A person at a browser of his own. */
export class Actor extends Person {
  readonly context: BrowserContext;
  readonly page: Page;

  constructor(session: SessionView, context: BrowserContext, page: Page) {
    super(session, context.request);
    this.context = context;
    this.page = page;
  }

  /** Open the scan's page for his role, the console or the portal, and wait until it is live. */
  async enter(scan: ScanView): Promise<Page> {
    await this.page.goto(this.role === 'ADMIN' ? (scan.links.console ?? '') : scan.links.worker);
    await expect(this.page.getByText(/^Live/).first()).toBeVisible();
    // Connected is not yet joined: until then the page shows only its shape.
    await expect(this.page.locator('main[aria-busy]')).toHaveCount(0);
    return this.page;
  }
}

type People = {
  /** An admin with nothing to his name yet. */
  admin: Actor;
  worker: Actor;
  newAdmin: (name?: string) => Promise<Actor>;
  newWorker: (name?: string) => Promise<Actor>;
  /** The same where nobody looks at a page of theirs: without a browser, which takes its time. */
  owner: Person;
  sender: Person;
  newSender: (name?: string) => Promise<Person>;
};

let count = 0;
/** A user name that nobody has: tests run side by side on one server. */
export const uniqueName = (name: string): string => {
  count += 1;
  return `${name} ${process.pid}-${count}-${Date.now() % 100_000}`;
};

/** Let its pages know that its cookie is that of a session. */
export const rememberSession = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    // A new page is blank at first, and a blank page may keep nothing.
    if (location.protocol !== 'about:') localStorage.setItem('taskstream.session', 'in');
  });

async function register(request: APIRequestContext, name: string, role: Role): Promise<SessionView> {
  const admin_code = role === 'ADMIN' ? await inviteAdmin(request) : undefined;
  const account = { username: uniqueName(name), password: 'correct horse battery', ...(admin_code && { admin_code }) };
  const answer = await request.post('/api/v1/register', { data: account });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()) as SessionView;
}

async function signUp(context: BrowserContext, name: string, role: Role): Promise<Actor> {
  // The context keeps the refresh cookie, so that its pages are signed in.
  const session = await register(context.request, name, role);
  await rememberSession(context);
  return new Actor(session, context, await context.newPage());
}

// Signing in is dear by design: once for each worker process, and again before the token's ten minutes are over.
const GOOD_FOR_MS = 5 * 60_000;
let inviter: { token: Promise<string>; since: number } | null = null;

async function tokenOfInviter(request: APIRequestContext): Promise<string> {
  const answer = await request.post('/api/v1/login', { data: FIRST_ADMIN });
  return ((await answer.json()) as SessionView).access_token;
}

async function inviteAdmin(request: APIRequestContext): Promise<string> {
  if (inviter === null || Date.now() - inviter.since > GOOD_FOR_MS) inviter = { token: tokenOfInviter(request), since: Date.now() };
  const invite = await request.post('/api/v1/invites', {
    data: { role: 'ADMIN' },
    headers: { Authorization: `Bearer ${await inviter.token}` },
  });
  expect(invite.status(), await invite.text()).toBe(201);
  return ((await invite.json()) as InviteView).code;
}

function collectFaults(context: BrowserContext, faults: string[]): void {
  context.on('weberror', (event) => faults.push(event.error().message));
  context.on('console', (message) => {
    if (/Content Security Policy|requires '?Trusted/.test(message.text())) faults.push(message.text());
  });
}

type Make<Someone> = (name: string, role: Role) => Promise<Someone>;

export const test = base.extend<People & { makeActor: Make<Actor>; makePerson: Make<Person> }>({
  makeActor: async ({ browser, contextOptions }, give) => {
    const contexts: BrowserContext[] = [];
    const faults: string[] = [];
    await give(async (name, role) => {
      const context = await browser.newContext(contextOptions);
      contexts.push(context);
      collectFaults(context, faults);
      return signUp(context, name, role);
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(faults, 'nothing breaks, and nothing offends the content security policy').toEqual([]);
  },
  makePerson: async ({ playwright, baseURL }, give) => {
    const requests: APIRequestContext[] = [];
    await give(async (name, role) => {
      const request = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
      requests.push(request);
      return new Person(await register(request, name, role), request);
    });
    await Promise.all(requests.map((request) => request.dispose()));
  },
  newAdmin: async ({ makeActor }, give) => give((name = 'Ada') => makeActor(name, 'ADMIN')),
  newWorker: async ({ makeActor }, give) => give((name = 'S. Okafor') => makeActor(name, 'WORKER')),
  admin: async ({ newAdmin }, give) => give(await newAdmin()),
  worker: async ({ newWorker }, give) => give(await newWorker()),
  newSender: async ({ makePerson }, give) => give((name = 'S. Okafor') => makePerson(name, 'WORKER')),
  owner: async ({ makePerson }, give) => give(await makePerson('Ada', 'ADMIN')),
  sender: async ({ newSender }, give) => give(await newSender()),
});

/** Wait until nothing moves: colours half way between two states are nobody's. What moves for longer than a second is left to move. */
async function comeToRest(page: Page): Promise<void> {
  const isMoving = () =>
    document.getAnimations().some(({ effect, playState }) => playState === 'running' && Number(effect?.getComputedTiming().endTime) <= 1000);
  await expect.poll(() => page.evaluate(isMoving)).toBe(false);
}

/** Put on a theme, and wait until it is there. */
export async function wear(page: Page, theme: string): Promise<void> {
  await page.locator('html').evaluate((html, name) => (html.dataset.theme = name), theme);
  await comeToRest(page);
}

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Those rules of these that look at colours. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What a machine finds, against all rules or these. */
async function findBarriers(page: Page, rules?: readonly string[]): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in window);
  // Half a megabyte, which a page would have to read and compile anew for each look: it is given to each document once.
  const machine = new AxeBuilder({ page, ...(isThere && { axeSource: '// It is there already.' }) })
    // In the page itself: else a second page is opened for each look, which takes three times as long. That is for frames of others.
    .setLegacyMode()
    // A style sheet that is still on its way it would fetch and write into a document of its own, against our policy.
    // It reads them for styles that turn with the device, and there are none.
    .options({ resultTypes: ['violations'], preload: false });
  const { violations } = await (rules ? machine.withRules([...rules]) : machine.withTags(WCAG_22_AA)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}

/** Find nothing that a machine can find: WCAG 2.2 AA. What was found while a page still moved on is looked for again. */
export async function expectAccessible(page: Page, rules?: readonly string[]): Promise<void> {
  // Pages are loaded when they are needed: until then there is nothing to look at.
  await expect(page.locator('h1').first()).toBeAttached();
  const look = async () => {
    await comeToRest(page);
    return findBarriers(page, rules);
  };
  await expect.poll(look).toEqual([]);
}

/** The same in both themes. A theme changes colours alone: the rest is looked for in one of them. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  await wear(page, 'dark');
  await expectAccessible(page);
  await wear(page, 'light');
  await expectAccessible(page, OF_COLOURS);
}

export { expect };
