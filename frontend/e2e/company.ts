import type { Page } from '@playwright/test';
import type { ScanView, TaskView } from '../src/live/protocol.gen';
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
