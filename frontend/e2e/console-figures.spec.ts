import type { ScanView } from '../src/live/protocol.gen';
import { drawer, fact, openFigures, table } from './figures';
import { expect, expectAccessibleInBothThemes, test, type Person } from './fixtures';

/** Some are sent, and one is decided each way. */
async function somethingHappens(admin: Person, worker: Person, scan: ScanView): Promise<void> {
  for (const text of ['Door 7', 'Door 8', 'Door 9', 'Door 10']) await worker.submit(scan, text);
  await admin.decide(await admin.taskOf(scan, 'Door 7'), 'validate');
  await admin.decide(await admin.taskOf(scan, 'Door 8'), 'refuse', 'In my own words');
  await admin.decide(await admin.taskOf(scan, 'Door 9'), 'return', 'Which floor?');
}

test('the drawer says how the scan goes, and goes on saying it', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan('Busy gate');
  const page = await admin.enter(scan);
  await openFigures(page);
  await expect(fact(page, 'Decisions')).toHaveText('0');
  await expect(fact(page, 'Half decided within')).toHaveText('–');
  await expect(drawer(page).getByText('Nothing was refused.')).toBeVisible();

  await somethingHappens(admin, worker, scan);

  await expect(fact(page, 'Arrivals')).toHaveText('4');
  await expect(fact(page, 'Decisions')).toHaveText('3');
  await expect(fact(page, 'Waiting')).toHaveText('1');
  await expect(fact(page, 'Validated')).toHaveText('33 %');
  await expect(fact(page, 'Half decided within')).toHaveText(/^(< 1|\d+) s$/);
  await expect(table(page, 'Why tasks were refused').getByRole('row', { name: 'Another reason, or none 1' })).toBeVisible();
  await expect(table(page, 'Who sends most').getByRole('row', { name: `${worker.name} 4` })).toBeVisible();
  await expect(table(page, 'Who decides').getByRole('row', { name: `${admin.name} 1 1 1` })).toBeVisible();
  await expect(drawer(page).getByText('Who is here')).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(drawer(page)).toBeHidden();
});

test('what the pictures show is in tables too', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan('Busy gate');
  await somethingHappens(admin, worker, scan);
  const page = await admin.enter(scan);
  await openFigures(page);
  for (const name of ['Arrivals and decisions a second, last 5 minutes', 'Waiting, last hour']) {
    await drawer(page).getByText(`As a table: ${name}`).click();
  }

  // Ten rows of half a minute: what has arrived is in one of the last two once its five seconds are over.
  const rates = table(page, 'Arrivals and decisions a second, last 5 minutes');
  await expect(rates.getByRole('row')).toHaveCount(11);
  await expect(rates.locator('tbody td').filter({ hasText: /^0\.\d/ }).first()).toBeVisible();
  const waiting = table(page, 'Waiting, last hour');
  await expect(waiting.getByRole('row')).toHaveCount(7);
  await expect(waiting.locator('tbody tr').last().locator('td')).toHaveText('1');
  await expect(drawer(page).getByRole('img', { name: /^How many tasks arrived/ }).locator('canvas')).toBeVisible();

  await expectAccessibleInBothThemes(page);
});
