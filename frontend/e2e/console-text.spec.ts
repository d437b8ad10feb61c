import { withoutTurns } from '../src/lib/bidi';
import { AWKWARD, card, counter, isNarrow, panel } from './console';
import { expect, test } from './fixtures';

test('awkward texts stand in the console as they were typed, and none of them runs', async ({ admin, sender: worker }) => {
  test.slow();
  const texts = Object.values(AWKWARD);
  const scan = await admin.openScan('Awkward texts');
  await worker.flood(scan, texts);

  const { page } = admin;
  const ran: string[] = [];
  page.on('dialog', async (dialog) => {
    ran.push(dialog.message());
    await dialog.dismiss();
  });
  page.on('pageerror', (error) => ran.push(error.message));
  await admin.enter(scan);
  await expect(counter(page, 'waiting')).toHaveText(String(texts.length));
  await page.getByRole('gridcell', { name: /^Task \d+, waiting/ }).first().focus();
  if (isNarrow(page)) await page.keyboard.press('Enter');

  const shown: (string | null)[] = [];
  while (shown.length < texts.length) {
    shown.push(await panel(page).getByTestId('task-text').evaluate((element) => element.textContent));
    await page.keyboard.press('ArrowRight');
  }
  expect(shown.sort()).toEqual(texts.map(withoutTurns).sort());
  expect(ran).toEqual([]);
  expect(await page.locator('main script, main img, main iframe, main style, main a[href^="javascript"]').count()).toBe(0);
});

test('signs that would turn letters around are seen, and do nothing, wherever a text stands', async ({ admin, worker }) => {
  const scan = await admin.openScan();
  const typed = 'The guard is \u202elive\u202c. \u2067Look twice.';
  const task = await worker.submit(scan, typed);
  const page = await admin.enter(scan);
  const cell = page.getByRole('gridcell', { name: /^Task 1, waiting/ });
  await expect(cell).toHaveAccessibleName(/, The guard is ◌live◌\., by/);
  await expect(cell).toContainText('The guard is ◌live◌.');
  if (isNarrow(page)) await cell.click({ position: { x: 12, y: 12 } });
  await expect(panel(page).getByTestId('task-text')).toHaveText('The guard is ◌live◌. ◌Look twice.');

  const back = await admin.decide(task, 'return', 'Who is \u202dhe\u202c?');
  const portal = await worker.enter(scan);
  const own = portal.getByRole('listitem').filter({ hasText: '#1' });
  await expect(own).toContainText('The guard is ◌live◌. ◌Look twice.');
  await expect(own).toContainText('Who is ◌he◌?');
  await expect(portal.getByRole('main').getByRole('status')).not.toContainText(/[\u202a-\u202e\u2066-\u2069]/);
  await worker.call('POST', `/tasks/${task.id}/resubmit`, { version: back.version, text: `${typed} Gate 4.` });
  await page.goto(`/admin/scans/${scan.id}/tasks?task=${task.id.slice(task.id.indexOf('.') + 1)}`);
  const side = page.getByRole('complementary', { name: 'Task 1' });
  await expect(side.getByRole('group', { name: 'What was changed' })).toContainText('◌live◌');
  await expect(side).toContainText('Who is ◌he◌?');
  await expect(page.getByRole('main')).not.toContainText(/[\u202a-\u202e\u2066-\u2069]/);
  expect((await admin.tasks(scan)).map(({ text }) => text)).toEqual([`${typed} Gate 4.`]);
});

test('signs that would turn a scan’s name around are seen, and do nothing, on every page', async ({ admin, worker, browser }) => {
  const scan = await admin.openScan('Gate \u202elive\u202c', { guests: true });
  await worker.submit(scan, 'seal 1');
  const visitor = await (await browser.newContext()).newPage();
  const path = `/admin/scans/${scan.id}`;
  const visits = [
    ...['/admin', '/admin/activity', path, `${path}/tasks`, `${path}/summary`, `${path}/wall`, scan.links.worker].map((to) => ({ page: admin.page, to })),
    ...['/worker', scan.links.worker].map((to) => ({ page: worker.page, to })),
    { page: visitor, to: scan.links.worker },
  ];
  for (const { page, to } of visits) {
    await page.goto(to);
    await expect(page.getByText('Gate ◌live◌').first()).toBeAttached();
    const all = await page.locator('html').evaluate((html) => html.outerHTML);
    expect(all, to).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  }
  await visitor.context().close();
  expect((await admin.call<{ name: string }>('GET', `/scans/${scan.id}`)).name).toBe('Gate \u202elive\u202c');
});

test('a text that is read from the right begins at the right edge of its card, however wide that is', async ({ admin, sender: worker }) => {
  test.skip(isNarrow(admin.page), 'On a phone no card is wider than a text.');
  const scan = await admin.openScan();
  for (const text of ['البوابة مفتوحة', 'The gate is open']) await worker.submit(scan, text);
  const page = await admin.enter(scan);
  for (const [number, isFromTheRight] of [[1, true], [2, false]] as const) {
    const cell = page.getByRole('gridcell', { name: new RegExp(`^Task ${number}, waiting`) });
    await expect(cell).toBeVisible();
    const [start, end] = await cell.evaluate((element) => {
      const line = document.createRange();
      line.selectNodeContents(element.querySelector('[dir="auto"]') ?? element);
      const [card, text] = [element.getBoundingClientRect(), line.getBoundingClientRect()];
      return [text.left - card.left, card.right - text.right];
    });
    expect(isFromTheRight ? end : start, `task ${number}`).toBeLessThan(40);
  }
});

test('an empty line takes up none of a card', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan();
  await worker.submit(scan, 'Bring chairs\nto hall 3\n\n \n- twelve\n- with arms');
  const page = await admin.enter(scan);
  await expect(card(page, 1).locator('p')).toHaveText('Bring chairs\nto hall 3\n- twelve\n- with arms', { useInnerText: true });
});
