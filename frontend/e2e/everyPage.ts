import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { GuestList, ScanView } from '../src/live/protocol.gen';
import { expect, rememberSession, type Actor } from './fixtures';

/** The router's paths. A new one is missing below until somebody says how it is visited. */
const PATHS = Array.from(
  readFileSync(new URL('../src/app/routes.tsx', import.meta.url), 'utf8').matchAll(/path="([^"]+)"/g),
  ([, path = '']) => path,
);

/** Names and words in another direction than the pages' own. */
const NAMES = { admin: 'نور الدين', other: 'دانا ليفي', worker: 'נועה לוי', guest: 'נורית' } as const;
const SCAN = 'מעבר ערב בטרמינל';
const REASONS = ['כבר ראינו', 'Zu unscharf, bitte noch einmal'];
const TEXTS = [
  'باب الطوارئ مفتوح عند البوابة 4',
  'המצלמה מעל השער מכוסה\nנראה כמו מדבקה',
  'Seal 88-214 is cut on the left side.\nTwo of the four screws are gone.',
  'Lost child at platform 1',
];

export type Cast = { admin: Actor; worker: Actor; visitor: Page; scan: ScanView; closed: ScanView };

type MakeActor = (name?: string) => Promise<Actor>;

/** People, and a scan in which there is something of every kind; and one that is closed. */
export async function gather(newAdmin: MakeActor, newWorker: MakeActor, visitor: Page): Promise<Cast> {
  const [admin, other, worker] = [await newAdmin(NAMES.admin), await newAdmin(NAMES.other), await newWorker(NAMES.worker)];
  const scan = await admin.openScan(SCAN, { instructions: 'ספרו לנו מה צריך לבדוק.', guests: true, refusal_reasons: REASONS });
  for (const decider of [admin, other]) {
    for (const [action, reason] of [['validate'], ['refuse', 'כבר ראינו'], ['return', 'أي باب؟']] as const) {
      await decider.decide(await worker.submit(scan, TEXTS[0] ?? ''), action, reason);
    }
  }
  for (const text of TEXTS) await worker.submit(scan, text);
  const before = await admin.openScan(SCAN);
  await worker.submit(before, TEXTS[2] ?? '');
  const closed = await admin.call<ScanView>('PATCH', `/scans/${before.id}`, { status: 'closed', version: before.version });
  return { admin, worker, visitor, scan, closed };
}

/** Let who has no account be a guest of the scan, from the next page that he opens. */
export async function enterAsGuest(visitor: Page, scan: ScanView): Promise<void> {
  const answer = await visitor.request.post(`/api/v1/scans/${scan.id}/guests`, { data: { name: NAMES.guest } });
  expect(answer.status(), await answer.text()).toBe(201);
  await rememberSession(visitor.context());
}

type Visit = (cast: Cast) => Promise<Page>;

/** Open a page, and wait until a heading says that it is there and nothing says that it is still loading. */
async function stand(page: Page, path: string): Promise<Page> {
  await page.goto(path);
  await expect(page.locator('h1').first()).toBeAttached();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  return page;
}

const visiting =
  (path: string): Visit =>
  ({ visitor }) =>
    stand(visitor, path);
const asAdmin =
  (path: (scan: ScanView) => string): Visit =>
  ({ admin, scan }) =>
    stand(admin.page, path(scan));

/** How one comes to stand on each page, by its path; more than once where it looks different. */
const VISITS: Readonly<Record<string, readonly Visit[]>> = {
  '/': [visiting('/')],
  '/join/:code?': [visiting('/join')],
  '/login': [visiting('/login')],
  '/register': [visiting('/register')],
  '/setup': [visiting('/setup')],
  '/account': [asAdmin(() => '/account')],
  '/worker': [({ worker }) => stand(worker.page, '/worker')],
  '/admin': [asAdmin(() => '/admin')],
  // A log of these people alone: the server's is everybody's.
  '/admin/activity': [asAdmin(({ id }) => `/admin/activity?scan=${id}`), ({ worker }) => stand(worker.page, '/admin/activity')],
  '/admin/analytics': [
    asAdmin(() => '/admin/analytics'),
    asAdmin(({ id }) => `/admin/analytics?range=today&scan=${id}`),
    // Of days in which there was nothing.
    asAdmin(() => '/admin/analytics?from=2024-01-01&to=2024-01-31'),
    ({ worker }) => stand(worker.page, '/admin/analytics'),
  ],
  '/admin/scans': [asAdmin(() => '/admin/scans')],
  '/admin/scans/:scanId/summary': [asAdmin(({ id }) => `/admin/scans/${id}/summary`)],
  '/admin/scans/:scanId': [asAdmin(({ id }) => `/admin/scans/${id}`), ({ admin, closed }) => stand(admin.page, `/admin/scans/${closed.id}`)],
  '/admin/scans/:scanId/wall': [asAdmin(({ id }) => `/admin/scans/${id}/wall`)],
  '/admin/scans/:scanId/tasks': [asAdmin(({ id }) => `/admin/scans/${id}/tasks`)],
  '/worker/scan/:scanId': [
    ({ worker, scan }) => stand(worker.page, scan.links.worker),
    ({ worker, closed }) => stand(worker.page, closed.links.worker),
    ({ visitor, scan }) => stand(visitor, scan.links.worker),
    async ({ visitor, scan }) => {
      await enterAsGuest(visitor, scan);
      return stand(visitor, scan.links.worker);
    },
    async ({ admin, visitor, scan }) => {
      const { items } = await admin.call<GuestList>('GET', `/scans/${scan.id}/guests`);
      for (const { id } of items) await admin.call('DELETE', `/scans/${scan.id}/guests/${id}`);
      return stand(visitor, scan.links.worker);
    },
  ],
  '*': [visiting('/nowhere')],
};

/** Go through every page of the router, in each of its states. */
export async function visitAll(cast: Cast, look: (page: Page, where: string) => Promise<void>): Promise<void> {
  for (const path of PATHS) {
    expect(VISITS, 'the router has a page that nobody here visits').toHaveProperty([path]);
    for (const [index, visit] of (VISITS[path] ?? []).entries()) await look(await visit(cast), `${path}, visit ${index}`);
  }
}
