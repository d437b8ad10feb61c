import type { Page } from '@playwright/test';
import type { ScanView, TaskView } from '../src/live/protocol.gen';
import { card, panel } from './console';
import { Actor, expect, test as base, type Person } from './fixtures';

const WORKERS = ['S. Okafor', 'T. Novak', 'L. Haddad', 'M. Silva', 'J. Berg'];

/** Two moderators and five workers, all of them at one scan. */
export type Company = {
  readonly scan: ScanView;
  readonly ada: Page;
  readonly bo: Page;
  readonly admins: readonly [Actor, Actor];
  readonly workers: readonly Person[];
  /** What has been sent, in the order of its numbers: the workers took turns. */
  readonly sent: readonly TaskView[];
  /** The page of a worker who has one. */
  readonly portalOf: (worker: Person | undefined) => Page;
  /** What it has announced since he came in. */
  readonly heard: (worker: Person | undefined) => Promise<string[]>;
};

const ALL = [...WORKERS.keys()];

/**
 * The company at a new scan in which so many tasks wait. Every worker has sent some of them; a page, which takes
 * its time to open, have only those whose page is looked at.
 */
export type Gather = (count: number, at?: { set?: Parameters<Person['openScan']>[1]; pagesOf?: readonly number[] }) => Promise<Company>;

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
  gather: async ({ newAdmin, newWorker, newSender }, give) =>
    give(async (count, { set, pagesOf = ALL } = {}) => {
      const [first, second, ...workers] = await Promise.all([newAdmin('Ada'), newAdmin('Bo'), ...WORKERS.map((name, index) => (pagesOf.includes(index) ? newWorker(name) : newSender(name)))]);
      const scan = await first.openScan('Gate sweep', set);
      const sent: TaskView[] = [];
      while (sent.length < count) {
        const author = workers[sent.length % workers.length] ?? first;
        sent.push(await author.submit(scan, `seal ${sent.length + 1} of ${author.name}`));
      }
      const portals = new Map<Person, { page: Page; heard: () => Promise<string[]> }>();
      for (const worker of workers) {
        if (!(worker instanceof Actor)) continue;
        const page = await worker.enter(scan);
        portals.set(worker, { page, heard: await listen(page) });
      }
      const portal = (worker: Person | undefined) => {
        const found = worker && portals.get(worker);
        if (!found) throw new Error(`${worker?.name} has no page: see pagesOf`);
        return found;
      };
      const [ada, bo] = [await first.enter(scan), await second.enter(scan)];
      return { scan, ada, bo, admins: [first, second], workers, sent, portalOf: (worker) => portal(worker).page, heard: (worker) => portal(worker).heard() };
    }),
});

/** What became of each, by number: "3: refused, Seen already". */
export async function verdicts({ admins, scan }: Company): Promise<string[]> {
  const decided = (await admins[0].tasks(scan)).filter(({ status }) => status !== 'pending');
  return decided.sort((one, other) => one.number - other.number).map(({ number, status, reason }) => `${number}: ${status}${reason ? `, ${reason}` : ''}`);
}

/** What a worker's page has announced, to be looked at until it is so. */
export const heardBy = ({ heard }: Company, worker: Person | undefined) =>
  expect.poll(async () => (await heard(worker)).map((text) => text.trim()), `${worker?.name} hears`);

/** Press a key about a task, once it is the one in the panel. */
export async function pressOn(page: Page, number: number, key: string): Promise<void> {
  await expect(panel(page)).toContainText(`#${number}`);
  await expect(card(page, number)).toBeFocused();
  await page.keyboard.press(key);
}
