import { card, cards, counter, give, isNarrow, numberOf, open, panel } from './console';
import { expect, expectAccessible, test } from './fixtures';

test.describe('the console', () => {
  test('two workers send, the admin decides, both know at once', async ({ admin, newWorker }) => {
    const scan = await admin.openScan('Gate sweep 14:00');
    const [one, other] = [await newWorker('S. Okafor'), await newWorker('T. Novak')];
    const page = await admin.enter(scan);
    await expect(page.getByRole('heading', { name: /ready for its first suggestion/ })).toBeVisible();

    const [portal, otherPortal] = [await one.enter(scan), await other.enter(scan)];
    for (const [worker, text] of [[portal, 'Badge 12 is torn'], [otherPortal, 'Gate 4 is open']] as const) {
      await worker.getByLabel('Your suggestion', { exact: true }).fill(text);
      await worker.getByRole('button', { name: 'Send', exact: true }).click();
    }
    await expect(cards(page)).toHaveCount(2);
    await expect(counter(page, 'waiting')).toHaveText('2');
    await expect(page).toHaveTitle(/^\(2\) Gate sweep 14:00/);
    const torn = await numberOf(admin, scan, 'Badge 12 is torn');
    const gate = await numberOf(admin, scan, 'Gate 4 is open');

    await give(page, torn, 'Validate');
    await expect(counter(page, 'validated')).toHaveText('1');

    await page.reload();
    await expect(cards(page)).toHaveCount(1);
    await expect(counter(page, 'validated')).toHaveText('1');

    await open(page, gate);
    await panel(page).getByRole('button', { name: 'Add a reason' }).click();
    await page.getByLabel('Reason for refusing').fill('Seen already.');
    await give(page, gate, 'Refuse');
    await expect(counter(page, 'refused')).toHaveText('1');
    await expect(page.getByRole('heading', { name: 'All decided' })).toBeVisible();

    await expect(portal.getByRole('listitem').filter({ hasText: 'Badge 12 is torn' })).toContainText('validated');
    const refused = otherPortal.getByRole('listitem').filter({ hasText: 'Gate 4 is open' });
    await expect(refused).toContainText('Seen already.');
  });

  test('works by the keyboard alone', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    for (const text of ['one', 'two', 'three', 'four']) await worker.submit(scan, text);
    const page = await admin.enter(scan);
    await expect(cards(page)).toHaveCount(4);

    await expect(async () => {
      await page.keyboard.press('Tab');
      await expect(card(page, 1)).toBeFocused({ timeout: 50 });
    }).toPass();
    await page.keyboard.press('ArrowRight');
    await expect(card(page, 2)).toBeFocused();
    // Where the panel is a sheet, the first press shows what the second decides.
    if (isNarrow(page)) await page.keyboard.press('Enter');
    await expect(panel(page)).toContainText('two');
    await page.keyboard.press('v');
    await expect(counter(page, 'validated')).toHaveText('1');
    await expect(card(page, 1)).toBeFocused();
    await expect(panel(page)).toContainText('one');

    await page.keyboard.press('r');
    await expect(counter(page, 'refused')).toHaveText('1');
    await expect(card(page, 3)).toBeFocused();
    await page.keyboard.press('l');
    await expect(card(page, 4)).toBeFocused();
    await page.keyboard.press('n');
    await expect(card(page, 3)).toBeFocused();
    const decided = async () => (await admin.tasks(scan)).map(({ text, status }) => `${text}: ${status}`).sort();
    await expect.poll(decided).toEqual(['four: pending', 'one: refused', 'three: pending', 'two: validated']);
  });

  test('the admin who loses a race is told who won it', async ({ owner: admin, newAdmin, sender: worker }) => {
    const scan = await admin.openScan();
    const task = await worker.submit(scan, 'wanted by two');
    await worker.submit(scan, 'the next one');
    const slow = await newAdmin('Bo');
    // His page hears of nothing that others decide: as if the wire were slow.
    await slow.page.routeWebSocket(/socket\.io/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) => {
        if (!/tasks?_updated/.test(String(message))) socket.send(message);
      });
    });
    const page = await slow.enter(scan);
    await expect(cards(page)).toHaveCount(2);
    await admin.decide(task, 'refuse', 'Seen already.');

    await give(page, task.number, 'Validate');
    await expect(page.getByText(`Task ${task.number} was already refused by ${admin.name}.`)).toBeVisible();
    await expect(counter(page, 'refused')).toHaveText('1');
    await expect(counter(page, 'validated')).toHaveText('0');
    await expect(panel(page)).toContainText('the next one');
  });

  test('nothing can be decided while the connection is down', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    await worker.submit(scan, 'seen before the cut');
    const page = await admin.enter(scan);
    await open(page, 1);
    await admin.context.setOffline(true);
    const validate = panel(page).getByRole('button', { name: 'Validate' });
    await expect(validate).toBeDisabled();
    await expect(panel(page)).toContainText('Verdicts are off');
    await admin.context.setOffline(false);
    await expect(validate).toBeEnabled();
    await give(page, 1, 'Validate');
  });

  test('a console is nobody else’s', async ({ owner: admin, worker }) => {
    const scan = await admin.openScan();
    await worker.page.goto(`/admin/scans/${scan.id}`);
    await expect(worker.page.getByRole('heading', { name: 'This scan is not here for you' })).toBeVisible();
    await expectAccessible(worker.page);
  });
});
