import type { Page } from '@playwright/test';
import type { ScanView, SessionView } from '../src/live/protocol.gen';
import { expect, expectAccessible, test, type Actor } from './fixtures';
import { OwnServer, PASSWORD } from './ownServer';
import { composer, items } from './portal';

const waiting = (page: Page) => items(page).filter({ hasText: /not sent yet|sending/ });
const texts = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `suggestion ${from + index}`);

/** Write and send, one after the other, as fast as the page takes them. */
async function submit(page: Page, ...all: string[]) {
  await composer(page).evaluate(async (box: HTMLTextAreaElement, texts) => {
    for (const text of texts) {
      // By the element's own setter: React looks for changes that it has not made.
      Reflect.set(HTMLTextAreaElement.prototype, 'value', text, box);
      box.dispatchEvent(new Event('input', { bubbles: true }));
      box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }));
      await new Promise((resolve) => setTimeout(resolve));
    }
  }, all);
}

async function signIn(page: Page, name: string) {
  await page.getByLabel('User name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function signOut(page: Page) {
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
}

test.describe('the outbox', () => {
  // Each has a server of its own to start, and some to kill.
  test.describe.configure({ timeout: 240_000 });
  let server: OwnServer;
  let admin: Actor;
  let worker: Actor;
  let scan: ScanView;

  test.beforeEach(async ({ browser }) => {
    server = await OwnServer.start();
    admin = await server.signUp(browser, 'Ada', 'ADMIN');
    worker = await server.signUp(browser, 'S. Okafor', 'WORKER');
    scan = await admin.openScan('Gate sweep');
  });

  test.afterEach(async () => {
    await server.end();
    await Promise.all([admin, worker].map(({ context }) => context.close()));
  });

  test('100 sent from two tabs, through crashes, reloads and an expired token, are 100 tasks', async () => {
    // The other tab's token runs out while there is no server that could renew it.
    const expiring = await worker.context.newPage();
    let expired = 0;
    await expiring.route('**/api/v1/refresh', async (route) => {
      const answer = await route.fetch();
      const session = (await answer.json()) as SessionView;
      expired = Date.now() + 8000;
      await route.fulfill({ response: answer, json: { ...session, access_token: server.shortened(session.access_token, 8) } });
    });
    const page = await worker.enter(scan);
    await expiring.goto(scan.links.worker);
    await expect(expiring.getByText(/^Live/).first()).toBeVisible();
    await expiring.unroute('**/api/v1/refresh');

    const crash = async () => {
      await expect(items(page).filter({ hasText: 'saved' }).nth(9)).toBeVisible();
      await server.kill();
    };
    await Promise.all([submit(page, ...texts(0, 35)), submit(expiring, ...texts(35, 65)), crash()]);

    await page.reload();
    await expect(page.getByRole('button', { name: 'Account of S. Okafor' })).toBeVisible();
    await expect(items(page).filter({ hasText: 'saved' }).nth(9)).toBeVisible();
    await submit(page, ...texts(65, 80));
    await page.close();
    const reopened = await worker.context.newPage();
    await reopened.goto(scan.links.worker);
    await submit(reopened, ...texts(80, 100));
    const count = /Offline: \d+ not sent/;
    await expect(items(reopened).filter({ hasText: 'suggestion 99' })).toBeVisible();
    const counted = (tab: Page) => tab.getByText(count).textContent();
    await expect.poll(async () => (await counted(reopened)) === (await counted(expiring))).toBe(true);
    await expect.poll(() => Date.now() > expired).toBe(true);

    await server.start();
    await expect.poll(async () => (await admin.tasks(scan)).length).toBeGreaterThan(70);
    await server.kill();
    await server.start();

    for (const tab of [reopened, expiring]) {
      await expect(items(tab).filter({ hasText: 'saved' })).toHaveCount(100, { timeout: 60_000 });
      await expect(waiting(tab)).toHaveCount(0);
    }
    expect((await admin.tasks(scan)).map(({ text }) => text).toSorted()).toEqual(texts(0, 100).toSorted());
  });

  test('a session that is over leads through signing in, and back with nothing lost', async () => {
    const page = await worker.enter(scan);
    await submit(page, 'sent before');
    await expect(items(page)).toHaveText([/sent before.*saved/]);
    await server.kill();
    await submit(page, 'written in between');
    await composer(page).fill('half a thought');
    server.endSessions();
    await server.start();
    await expect(page).toHaveURL(/\/login\?next=/, { timeout: 20_000 });
    await expect(page.getByText('Your session is over.', { exact: false })).toBeVisible();

    // Somebody else at the same browser neither sees nor sends it.
    await page.getByRole('link', { name: 'Make an account' }).click();
    // The form that it leaves has a field of the same name.
    await expect(page.getByRole('heading', { name: 'Make an account' })).toBeVisible();
    await page.getByLabel('User name').fill('Somebody else');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Make an account' }).click();
    await expect(page.getByText('Nothing sent yet')).toBeVisible();
    await expect(composer(page)).toHaveValue('');
    await submit(page, 'by somebody else');
    await expect(items(page)).toHaveText([/by somebody else.*saved/]);
    await signOut(page);
    // Whoever goes on before has not signed out.
    await expect(page.getByLabel('User name')).toBeVisible();

    await page.goto(scan.links.worker);
    await signIn(page, 'S. Okafor');
    await expect(items(page)).toHaveText([/sent before.*saved/, /written in between.*saved/]);
    await expect(composer(page)).toHaveValue('half a thought');
  });

  test('signing out asks while something waits to be sent', async () => {
    const page = await worker.enter(scan);
    await worker.context.setOffline(true);
    await submit(page, 'not sent yet');
    await expect(waiting(page)).toHaveCount(1);
    await admin.call('PATCH', `/scans/${scan.id}`, { status: 'paused', version: scan.version });
    await worker.context.setOffline(false);
    await expect(items(page)).toHaveText([/not sent yet: the scan is paused/]);

    await signOut(page);
    const question = page.getByRole('dialog', { name: '1 not sent yet' });
    await expectAccessible(page);
    await question.getByRole('button', { name: 'Stay signed in' }).click();
    await page.getByRole('link', { name: 'TaskStream' }).click();
    await expect(page.getByRole('link', { name: /Gate sweep.*1 not sent yet/ })).toBeVisible();
    await expectAccessible(page);
    await page.goBack();
    await expect(items(page)).toHaveCount(1);
    await signOut(page);
    await question.getByRole('button', { name: 'Discard it and sign out' }).click();
    await expect(page).toHaveURL('/login');
    await signIn(page, 'S. Okafor');
    await expect(page).toHaveURL('/worker');
    await page.goto(scan.links.worker);
    await expect(page.getByText('Nothing sent yet')).toBeVisible();
  });

  test('without a database it works, and says that nothing survives the tab', async () => {
    await worker.context.addInitScript(() => {
      const refuse = () => {
        throw new DOMException('not here', 'SecurityError');
      };
      IDBFactory.prototype.open = refuse;
      Object.defineProperty(window, 'localStorage', { get: refuse });
    });
    const page = await worker.enter(scan);
    await expect(page.getByText('This browser keeps nothing', { exact: false })).toBeVisible();
    await expectAccessible(page);
    await worker.context.setOffline(true);
    await submit(page, 'held by the tab');
    await expect(waiting(page)).toHaveCount(1);
    await expect(page.getByText('if this tab stays open', { exact: false })).toBeVisible();
    await page.getByRole('link', { name: 'TaskStream' }).click();
    await expect(page).toHaveURL('/worker');
    await page.goBack();
    await worker.context.setOffline(false);
    await expect(items(page)).toHaveText([/held by the tab.*saved/]);
  });
});
