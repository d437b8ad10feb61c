import { expect, expectAccessible, test } from './fixtures';
import { composer, items, news, submit } from './portal';

test.describe('the portal', () => {
  test('a worker sends, and hears each verdict at once', async ({ owner: admin, worker }) => {
    const scan = await admin.openScan('Gate sweep 14:00', { instructions: 'One thing at a time.' });
    const page = await worker.enter(scan);
    await expect(page.getByText('Nothing sent yet')).toBeVisible();
    await expectAccessible(page);

    for (const text of ['first', 'second', 'third']) await submit(page, text);
    await expect(items(page)).toHaveText([/first.*saved/, /second.*saved/, /third.*saved/]);
    await expect(composer(page)).toHaveValue('');

    await admin.decide(await admin.taskOf(scan, 'second'), 'refuse', 'Photo unreadable.');
    await expect(news(page)).toHaveText('#2 refused. Photo unreadable.');

    await admin.decide(await admin.taskOf(scan, 'first'), 'validate');
    await expect(items(page).first()).toContainText('validated');
    await admin.decide(await admin.taskOf(scan, 'third'), 'return', 'Which gate?');
    await expect(news(page)).toHaveText('1 validated, 1 sent back, 1 refused');
    await expect(items(page).nth(1)).toContainText('Photo unreadable.');
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(news(page)).toHaveText('All decided');
    await page.reload();
    await expect(news(page)).toHaveText('All decided');
    await expect(items(page)).toHaveCount(3);
  });

  test('who waits sees whether anybody is at the desk', async ({ admin, worker }) => {
    const scan = await admin.openScan();
    const page = await worker.enter(scan);
    await submit(page, 'is anybody there');
    await expect(news(page)).toHaveText('1 kept until somebody comes');
    await expect(page.getByText('nobody at the desk')).toBeVisible();
    await expectAccessible(page);
    await admin.enter(scan);
    await expect(page.getByText('1 at the desk')).toBeVisible();
    await expect(news(page)).toHaveText('1 suggestion waiting for a verdict');
    await admin.page.goto('about:blank');
    await expect(page.getByText('nobody at the desk')).toBeVisible();
  });

  test('a moderator who has the workers’ page before him is not at the desk', async ({ admin, worker }) => {
    const scan = await admin.openScan();
    const page = await worker.enter(scan);
    await admin.page.goto(scan.links.worker);
    await admin.page.getByRole('button', { name: 'To the desk' }).click();
    await expect(page.getByText('1 at the desk')).toBeVisible();
    await admin.page.goBack();
    await expect(admin.page.getByRole('heading', { name: 'You moderate this scan' })).toBeVisible();
    await expect(page.getByText('nobody at the desk')).toBeVisible();
  });

  test('a verdict given while the page was away is told on return', async ({ owner: admin, worker }) => {
    const scan = await admin.openScan();
    const page = await worker.enter(scan);
    await submit(page, 'looked at later');
    await expect(items(page)).toHaveText([/saved/]);
    await page.goto('/worker');
    await admin.decide(await admin.taskOf(scan, 'looked at later'), 'refuse', 'Seen already.');
    await page.getByRole('link', { name: new RegExp(scan.name) }).click();
    await expect(news(page)).toHaveText('#1 refused. Seen already.');
  });

  test('whoever wants to is told of a verdict while he looks elsewhere', async ({ owner: admin, worker }) => {
    // The browser's own part: it asks the user, and shows what it is given.
    await worker.context.addInitScript(() => {
      const given: string[] = [];
      class Given {
        static permission = 'default';
        static requestPermission() {
          Given.permission = 'granted';
          return Promise.resolve('granted');
        }
        readonly onclick = null;
        constructor(title: string, { body }: NotificationOptions) {
          given.push(`${title}: ${body}`);
        }
      }
      Object.assign(window, { Notification: Given, given });
    });
    const scan = await admin.openScan('Gate sweep');
    const page = await worker.enter(scan);
    const tell = page.getByRole('button', { name: 'Tell me when it is decided' });
    await expect(tell).toHaveCount(0);
    for (const text of ['one', 'two', 'three']) await submit(page, text);
    await expect(items(page)).toHaveText([/one.*saved/, /two.*saved/, /three.*saved/]);
    await expect(tell).toHaveText('Tell me');
    await tell.click();
    await expect(tell).toHaveAttribute('aria-pressed', 'true');
    await expect(tell).toHaveText('');
    await expect(page.getByText('A phone stops hearing', { exact: false })).toBeVisible();
    await expectAccessible(page);

    // While he looks at the page, the page is enough.
    await admin.decide(await admin.taskOf(scan, 'one'), 'refuse', 'Seen already.');
    await expect(news(page)).toHaveText('#1 refused. Seen already.');
    await page.evaluate(() => Object.defineProperty(document, 'visibilityState', { value: 'hidden' }));
    await admin.decide(await admin.taskOf(scan, 'two'), 'validate');
    await expect(news(page)).toHaveText('1 validated, 1 refused');
    const given = () => page.evaluate(() => Reflect.get(window, 'given') as string[]);
    await expect.poll(given).toEqual(['Gate sweep: 1 validated, 1 refused']);
    await page.getByRole('main').getByRole('button', { name: 'Dismiss' }).click();
    await admin.decide(await admin.taskOf(scan, 'three'), 'return', 'Which gate?');
    await expect.poll(given).toContain('Gate sweep: #3 sent back. Which gate?');
  });

  test('what is sent without a network waits, through a reload, and arrives once', async ({ owner: admin, worker }) => {
    const scan = await admin.openScan();
    const page = await worker.enter(scan);
    await worker.context.setOffline(true);
    await submit(page, 'sent in the tunnel');
    await expect(items(page)).toHaveText([/sent in the tunnel.*not sent yet/]);
    await expect(page.getByText(/Offline: 1 not sent/)).toBeVisible();

    await worker.context.setOffline(false);
    await page.reload();
    await expect(items(page)).toHaveText([/sent in the tunnel.*saved/]);
    expect(await admin.tasks(scan)).toHaveLength(1);
  });

  test('a draft survives a reload, and nothing is cut off', async ({ owner: admin, worker }) => {
    const scan = await admin.openScan();
    const page = await worker.enter(scan);
    const tooLong = 'x'.repeat(4003);
    await composer(page).fill(tooLong);
    await expect(page.getByText('3 characters too many')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
    await page.reload();
    await expect(composer(page)).toHaveValue(tooLong);
    // Who comes back goes on where he was.
    await composer(page).focus();
    await page.keyboard.type(', and more');
    await expect(composer(page)).toHaveValue(`${tooLong}, and more`);
  });

  test('Ctrl+Enter sends, Enter is a new line', async ({ owner: admin, worker }) => {
    const scan = await admin.openScan();
    const page = await worker.enter(scan);
    await composer(page).pressSequentially('one');
    await page.keyboard.press('Enter');
    await composer(page).pressSequentially('two');
    await expect(composer(page)).toHaveValue('one\ntwo');
    await page.keyboard.press('Control+Enter');
    await expect(items(page)).toHaveText([/saved/]);
    await admin.taskOf(scan, 'one\ntwo');
  });

  test('a refused one is copied into a new one, over nothing that stands there', async ({ owner: admin, worker }) => {
    const scan = await admin.openScan();
    const page = await worker.enter(scan);
    await submit(page, 'seal is cut');
    await expect(items(page)).toHaveText([/saved/]);
    await admin.decide(await admin.taskOf(scan, 'seal is cut'), 'refuse', 'Which one?');
    await composer(page).fill('begun');
    await items(page).getByRole('button', { name: 'Copy into a new one' }).click();
    await expect(composer(page)).toHaveValue('begun\n\nseal is cut');
    await expect(composer(page)).toBeFocused();
  });

  test('pausing keeps the draft, reopening sends, closing leaves it to be read', async ({ owner: admin, worker }) => {
    const scan = await admin.openScan();
    const page = await worker.enter(scan);
    await composer(page).fill('kept');
    const paused = await admin.call<typeof scan>('PATCH', `/scans/${scan.id}`, { status: 'paused', version: scan.version });
    await expect(page.getByText('The scan is paused.', { exact: false })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
    await expectAccessible(page);

    const open = await admin.call<typeof scan>('PATCH', `/scans/${scan.id}`, { status: 'open', version: paused.version });
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(items(page)).toHaveText([/kept.*saved/]);

    await composer(page).fill('never sent');
    await admin.call('PATCH', `/scans/${scan.id}`, { status: 'closed', version: open.version });
    await expect(page.getByRole('heading', { name: 'This scan is closed' })).toBeVisible();
    await expect(page.getByRole('paragraph').filter({ hasText: 'never sent' })).toBeVisible();
    await expectAccessible(page);
  });

  test("another worker's suggestions are not shown", async ({ owner: admin, worker, newWorker }) => {
    const scan = await admin.openScan();
    const other = await newWorker('Somebody else');
    const [page, otherPage] = [await worker.enter(scan), await other.enter(scan)];
    await submit(otherPage, 'not for you');
    await expect(items(otherPage)).toHaveText([/saved/]);
    await submit(page, 'mine');
    await expect(items(page)).toHaveText([/mine.*saved/]);
    await page.reload();
    await expect(items(page)).toHaveText([/mine.*saved/]);
  });

  test('a moderator is shown to the desk, and a wrong link says what to do', async ({ admin, worker }) => {
    const scan = await admin.openScan();
    await admin.page.goto(scan.links.worker);
    await expect(admin.page.getByRole('heading', { name: 'You moderate this scan' })).toBeVisible();
    await worker.page.goto(`/worker/scan/${'0'.repeat(26)}`);
    await expect(worker.page.getByRole('heading', { name: /no scan here for you/ })).toBeVisible();
    await expectAccessible(worker.page);
  });

  test('a scan is entered by its pasted link, and listed from then on', async ({ owner: admin, worker }) => {
    const scan = await admin.openScan('East stairs');
    const { page } = worker;
    await page.goto('/');
    await expect(page).toHaveURL('/worker');
    await page.getByLabel('Code of the scan').fill('hello');
    await page.getByRole('button', { name: 'Enter' }).click();
    await expect(page.getByLabel('Code of the scan')).toHaveAccessibleDescription(/That is no code/);
    await page.getByLabel('Code of the scan').fill(`  https://anywhere.example${scan.links.worker} `);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'East stairs' })).toBeVisible();
    await page.goBack();
    await page.reload();
    await expect(page.getByRole('link', { name: /East stairs/ })).toBeVisible();
  });
});
