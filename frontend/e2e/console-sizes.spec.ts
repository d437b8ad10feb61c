import type { ScanPage } from '../src/live/protocol.gen';
import { card, counter, isNarrow } from './console';
import { expect, test, uniqueName } from './fixtures';
import { expectReadable, isWhole } from './layout';

const PHONE = { width: 360, height: 640 };

test.describe('on the smallest phone', () => {
  test.use({ viewport: PHONE });

  test('the counts have their whole words', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan('Gate sweep 14:00');
    await worker.submit(scan, 'Seal is cut');
    const page = await admin.enter(scan);
    const terms = page.getByLabel('Counts of this scan').locator('dt');
    await expect(terms).toHaveText(['waiting', 'validated', 'refused', 'sent back']);
    for (const term of await terms.all()) await expect.poll(() => isWhole(term)).toBe(true);
  });

  test('the counts have their whole words beside many figures, too, and say these in full', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan('Gate sweep 14:00');
    await worker.flood(scan, Array.from({ length: 1200 }, (_, number) => `Seal ${number} is cut`));
    // As if so many had been decided.
    await admin.page.routeWebSocket(/socket\.io/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) =>
        socket.send(String(message).replace(/"counts":{[^}]*}/, '"counts":{"pending":1,"validated":23456,"refused":20000,"returned":0}')),
      );
    });
    const page = await admin.enter(scan);
    const terms = page.getByLabel('Counts of this scan').locator('dt');
    await expect(counter(page, 'validated')).toHaveText('23.5K');
    await expect(page.getByRole('link', { name: '23,456 validated: list them' })).toBeVisible();
    await expect(counter(page, 'waiting')).toHaveText('1,200');
    const roundTrip = page.getByRole('banner').getByText(/\d ms$/);
    for (const width of [320, 360, 390]) {
      await page.setViewportSize({ ...PHONE, width: 800 });
      await expect(roundTrip).toBeVisible();
      await page.setViewportSize({ ...PHONE, width });
      await expect(roundTrip).toHaveCount(0);
      for (const term of await terms.all()) await expect.poll(() => isWhole(term), `${width} wide`).toBe(true);
    }
  });

  test('a scan’s name takes a second line, and the bar is no higher for it', async ({ admin }) => {
    const scan = await admin.openScan('Open');
    const page = await admin.enter(scan);
    const bar = page.getByRole('banner');
    const name = bar.getByRole('heading');
    const height = async () => (await bar.boundingBox())?.height ?? 0;
    const short = await height();
    await admin.call('PATCH', `/scans/${scan.id}`, { version: scan.version, name: 'Scan with 80 waiting' });
    await expect(name).toHaveText('Scan with 80 waiting');
    for (const width of [390, 360]) {
      await page.setViewportSize({ ...PHONE, width });
      await expect.poll(() => isWhole(name), `${width} wide`).toBe(true);
      expect(await height(), `${width} wide`).toBe(short);
    }
  });

  test('all filters of the list are in sight, and nothing lies over the last one', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan('Gate sweep 14:00');
    await worker.submit(scan, 'Seal is cut');
    const { page } = admin;
    await page.goto(`/admin/scans/${scan.id}/tasks`);
    await expect(page.getByRole('button', { name: 'Open task 1' })).toBeVisible();
    for (const state of ['waiting', 'validated', 'refused', 'sent back']) {
      await expect(page.getByRole('button', { name: state, exact: true })).toBeInViewport({ ratio: 1 });
    }
    await page.getByRole('button', { name: 'More filters' }).click();
    await expect(page.getByLabel('Received before')).toBeInViewport({ ratio: 1 });
    // As a finger would: what lies over it would take the press.
    await page.getByLabel('Received before').click({ trial: true });
  });
});

test('beside an open task the list still says who is a guest, and why a task was refused', async ({ admin, page: visitor }) => {
  const scan = await admin.openScan('Gate sweep 14:00', { guests: true });
  await visitor.goto(scan.links.worker);
  await visitor.getByLabel('Your name').fill(`Wilhelmina Mwangi-Okafor ${uniqueName('')}`.slice(0, 40));
  await visitor.getByRole('button', { name: 'Enter' }).click();
  await visitor.getByLabel('Your suggestion', { exact: true }).fill('Seal is cut');
  await visitor.getByRole('button', { name: 'Send', exact: true }).click();
  await expect.poll(async () => (await admin.tasks(scan)).length).toBe(1);
  await admin.decide(await admin.taskOf(scan, 'Seal is cut'), 'refuse', 'Seen already');

  const { page } = admin;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/admin/scans/${scan.id}/tasks`);
  await page.getByRole('button', { name: 'Open task 1' }).click();
  await expect(page.getByRole('complementary', { name: 'Task 1' })).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: 'Seal is cut' });
  await expect(row.getByText('Seen already')).toBeVisible();
  const badge = row.getByText('guest', { exact: true });
  // Its own box, and that of the cell that could cut it off.
  await expect.poll(async () => {
    const [mark, cell] = await Promise.all([badge.boundingBox(), badge.locator('..').boundingBox()]);
    return mark !== null && cell !== null && mark.x + mark.width <= cell.x + cell.width + 0.5;
  }).toBe(true);
});

test('the buttons of a small card leave its words in sight, and a finger has those of its sheet alone', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan('Gate sweep 14:00');
  const narrow = isNarrow(admin.page);
  await worker.flood(scan, Array.from({ length: narrow ? 12 : 50 }, (_, number) => `Check the seal at gate ${number}, which differs by a digit from the register`));
  const page = await admin.enter(scan);
  const one = card(page, 4);
  await expect(one).toHaveAttribute('data-level', 'compact');
  await one.focus();
  if (!narrow) await one.hover();
  const buttons = one.getByRole('button');
  await expect(buttons).toHaveCount(narrow ? 0 : 2);
  const text = await one.locator('p').boundingBox();
  for (const button of await buttons.all()) {
    const box = await button.boundingBox();
    // The upper part of a line is empty.
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual((text?.y ?? 0) + 5);
  }
});

test('the counts of scans stand in line and apart, however large they are', async ({ admin }) => {
  const scan = await admin.openScan('Gate sweep 14:00');
  const other = await admin.openScan('Night shift');
  const { page } = admin;
  await page.route(/\/api\/v1\/scans(\?|$)/, async (route) => {
    const answer = await route.fetch();
    // The server's answers are held to the generated types by its own tests.
    const list = (await answer.json()) as ScanPage;
    const counts = { pending: 20_000, validated: 23_456, refused: 2000, returned: 9999 };
    // Of a server that has only these two.
    const items = list.items.flatMap((item) => (item.id === scan.id ? [{ ...item, counts }] : item.id === other.id ? [item] : []));
    await route.fulfill({ response: answer, json: { items } });
  });
  await page.goto('/admin');
  const rows = page.getByRole('listitem').filter({ has: page.getByRole('definition') });
  await expect(rows.filter({ hasText: 'Gate sweep' }).getByRole('definition')).toHaveText(['20K', '23.5K', '2,000', '9,999']);
  for (const width of [320, 360, 390, 1440]) {
    await expectReadable(page, 'the list of scans', [{ width, height: 700 }]);
    await expect
      .poll(() =>
        rows.evaluateAll((all) => {
          const partsOf = (row: Element) => [...row.querySelectorAll('dl > div')].map((part) => part.getBoundingClientRect());
          const [one, other] = all.map((row) => partsOf(row).map(({ left }) => Math.round(left)));
          const touching = all.flatMap((row) => {
            const figures = [...row.querySelectorAll('dd')].map((figure) => {
              const text = document.createRange();
              text.selectNodeContents(figure);
              return text.getBoundingClientRect();
            });
            return figures.filter(({ right, bottom }, at) => {
              const next = partsOf(row)[at + 1];
              return next && next.top < bottom && right > next.left - 6;
            });
          });
          return { inLine: JSON.stringify(one) === JSON.stringify(other), touching: touching.length };
        }),
      )
      .toEqual({ inLine: true, touching: 0 });
  }
});
