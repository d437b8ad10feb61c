import type { Page } from '@playwright/test';
import type { ScanView, TaskView } from '../src/live/protocol.gen';
import { card, panel } from './console';
import { expect, test as base, type Actor } from './fixtures';

const WORKERS = ['S. Okafor', 'T. Novak', 'L. Haddad', 'M. Silva', 'J. Berg'];

/** Two moderators and five workers, all of them at one scan, each with a page of his own. */
export type Company = {
  readonly scan: ScanView;
  readonly ada: Page;
  readonly bo: Page;
  readonly admins: readonly [Actor, Actor];
  readonly workers: readonly Actor[];
  /** What has been sent, in the order of its numbers: the workers took turns. */
  readonly sent: readonly TaskView[];
  /** What a worker's page has announced since he came in. */
  readonly heard: (worker: Actor) => Promise<string[]>;
};

/** The company at a new scan in which so many tasks wait. */
export type Gather = (count: number, more?: Parameters<Actor['openScan']>[1]) => Promise<Company>;

/** Keep all that the region for announcements says: it is there before there is anything to announce. */
async function listen(portal: Page): Promise<() => Promise<string[]>> {
  const region = portal.getByRole('main').getByRole('status');
  await expect(region).toBeVisible();
  const said = await region.evaluateHandle((element) => {
    const texts: string[] = [];
    const note = () => texts.push(element.textContent);
    new MutationObserver(note).observe(element, { childList: true, characterData: true, subtree: true });
    return texts;
  });
  return () => said.jsonValue();
}

export const test = base.extend<{ gather: Gather }>({
  gather: async ({ newAdmin, newWorker }, give) =>
    give(async (count, more) => {
      const [first, second, ...workers] = await Promise.all([newAdmin('Ada'), newAdmin('Bo'), ...WORKERS.map(newWorker)]);
      const scan = await first.openScan('Gate sweep', more);
      const sent: TaskView[] = [];
      while (sent.length < count) {
        const author = workers[sent.length % workers.length] ?? first;
        sent.push(await author.submit(scan, `seal ${sent.length + 1} of ${author.name}`));
      }
      const heard = new Map<Actor, () => Promise<string[]>>();
      for (const worker of workers) heard.set(worker, await listen(await worker.enter(scan)));
      const [ada, bo] = [await first.enter(scan), await second.enter(scan)];
      return { scan, ada, bo, admins: [first, second], workers, sent, heard: async (worker) => (await heard.get(worker)?.()) ?? [] };
    }),
});

/** What became of each, by number: "3: refused, Seen already". */
export async function verdicts({ admins, scan }: Company): Promise<string[]> {
  const decided = (await admins[0].tasks(scan)).filter(({ status }) => status !== 'pending');
  return decided.sort((one, other) => one.number - other.number).map(({ number, status, reason }) => `${number}: ${status}${reason ? `, ${reason}` : ''}`);
}

/** What a worker's page has announced, to be looked at until it is so. */
export const heardBy = ({ heard }: Company, worker: Actor | undefined) =>
  expect.poll(async () => (worker ? (await heard(worker)).map((text) => text.trim()) : []), `${worker?.name} hears`);

/** Press a key about a task, once it is the one in the panel. */
export async function pressOn(page: Page, number: number, key: string): Promise<void> {
  await expect(panel(page)).toContainText(`#${number}`);
  await expect(card(page, number)).toBeFocused();
  await page.keyboard.press(key);
}
