import { expect, test } from './fixtures';
import { haveSettled, items, submit } from './portal';

test('each tab has its own correction, and what a closed tab leaves is found by the next', async ({ owner: admin, worker }) => {
  const scan = await admin.openScan();
  const first = await worker.enter(scan);
  await submit(first, 'Door open');
  await expect(items(first)).toHaveText([/saved/]);
  await admin.decide(await admin.taskOf(scan, 'Door open'), 'return', 'Which door?');
  const second = await worker.context.newPage();
  await second.goto(scan.links.worker);
  for (const [index, tab] of [first, second].entries()) {
    await tab.getByRole('button', { name: 'Fix and resend' }).click();
    await haveSettled(first, index + 1, 'fix');
    await expect(tab.getByLabel('Your correction')).toHaveValue('Door open');
  }
  await first.getByLabel('Your correction').fill('Door open at gate 1');
  await second.getByLabel('Your correction').fill('Door open at gate 2');
  for (const [tab, text] of [[first, 'Door open at gate 1'], [second, 'Door open at gate 2']] as const) {
    await tab.reload();
    await expect(tab.getByLabel('Your correction')).toHaveValue(text);
    await haveSettled(first, 2, 'fix');
  }

  await second.close();
  await haveSettled(first, 1, 'fix');
  const third = await worker.context.newPage();
  await third.goto(scan.links.worker);
  await expect(third.getByLabel('Your correction')).toHaveValue('Door open at gate 2');
  await third.getByRole('button', { name: 'Resend' }).click();
  await expect(items(third)).toHaveText([/Door open at gate 2.*saved, round 2/]);
  await expect.poll(async () => (await admin.tasks(scan)).map(({ text }) => text)).toEqual(['Door open at gate 2']);

  // The other tab's came too late, and its words are still there.
  await expect(items(first)).toContainText('Not sent: this one was at the desk again first');
  await expect(first.getByText('Door open at gate 1')).toBeVisible();
  await first.getByRole('button', { name: 'Discard' }).click();
  await expect(first.getByText('Door open at gate 1')).toHaveCount(0);
  await first.reload();
  await expect(items(first)).toHaveText([/Door open at gate 2.*saved, round 2/]);
  await expect(first.getByText('Door open at gate 1')).toHaveCount(0);
});

test('whoever has corrected stays where that is, with the focus', async ({ owner: admin, worker }) => {
  const scan = await admin.openScan();
  const page = await worker.enter(scan);
  for (let number = 1; number <= 9; number += 1) await submit(page, `Lamp ${number} is out`);
  await expect(items(page)).toHaveText(Array.from({ length: 9 }, () => /saved/));
  await admin.decide(await admin.taskOf(scan, 'Lamp 2 is out'), 'return', 'Where?');
  const row = items(page).nth(1);
  await row.getByRole('button', { name: 'Fix and resend' }).click();
  await page.getByRole('button', { name: 'Later' }).click();
  await expect(row).toBeFocused();
  // The list cuts off what stands out of it.
  const ring = () => row.evaluate((item) => {
    const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(item);
    const [out, own, list] = [parseFloat(outlineWidth) + parseFloat(outlineOffset), item.getBoundingClientRect(), item.closest('[role="group"]')?.getBoundingClientRect()];
    return outlineStyle === 'solid' && list !== undefined && own.left - out >= list.left && own.right + out <= list.right;
  });
  await page.keyboard.press('Shift');
  await expect.poll(ring, 'the ring of the focus is closed').toBe(true);

  await row.getByRole('button', { name: 'Fix and resend' }).click();
  // The caret is at the end of what is there.
  await expect(page.getByLabel('Your correction')).toBeFocused();
  await page.keyboard.type(', north side');
  await page.getByRole('button', { name: 'Resend' }).click();
  await expect(row).toHaveText(/Lamp 2 is out, north side.*saved, round 2/);
  await expect(row).toBeFocused();
  await expect(row).toBeInViewport({ ratio: 1 });
});

test('what is resent without a network goes by itself once there is one', async ({ owner: admin, worker }) => {
  const scan = await admin.openScan();
  const page = await worker.enter(scan);
  await submit(page, 'Door open');
  await expect(items(page)).toHaveText([/saved/]);
  await admin.decide(await admin.taskOf(scan, 'Door open'), 'return', 'Which door?');
  await page.getByRole('button', { name: 'Fix and resend' }).click();
  await page.getByLabel('Your correction').fill('Door open at gate 1');
  await worker.context.setOffline(true);
  await expect(page.getByText('Offline').first()).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Resend' }).click();
  await expect(page.getByText(/It is sent by itself once there is a connection/)).toBeVisible();

  await worker.context.setOffline(false);

  await expect(items(page)).toHaveText([/Door open at gate 1.*saved, round 2/], { timeout: 30_000 });
  await expect.poll(async () => (await admin.tasks(scan)).map(({ text }) => text)).toEqual(['Door open at gate 1']);
});
