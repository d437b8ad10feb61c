import { expect, test } from './fixtures';

test('the portal is worked by what it says of itself alone, and a verdict is announced', async ({ owner: admin, worker }) => {
  const scan = await admin.openScan('North gate');
  const page = await worker.enter(scan);
  const main = page.getByRole('main');
  const list = main.getByRole('list', { name: 'Your suggestions, oldest first' });
  const announced = main.getByRole('status').first();
  await expect(page.getByRole('banner').getByRole('heading', { level: 1 })).toHaveText('North gate');
  await expect(page.getByRole('complementary', { name: 'About this scan' })).toBeVisible();

  const box = main.getByRole('textbox', { name: 'Your suggestion' });
  const send = main.getByRole('button', { name: 'Send', exact: true });
  await expect(send).toBeDisabled();
  await box.tap();
  await box.fill('Seal 88-214 is cut');
  await expect(box).toHaveAccessibleDescription('Draft kept on this device');
  await send.tap();
  const item = list.getByRole('listitem');
  await expect(item).toHaveText(/Seal 88-214 is cut.*saved, waiting for a verdict/);
  await expect(announced).toHaveText('1 kept until somebody comes');
  await expect(main.getByRole('list', { name: 'Your suggestions', exact: true }).getByRole('listitem').first()).toHaveText('1waiting');

  await admin.decide(await admin.taskOf(scan, 'Seal 88-214 is cut'), 'return', 'On which side?');
  await expect(announced).toHaveText('#1 sent back. On which side?');
  await main.getByRole('button', { name: 'Show it in the list' }).tap();
  await expect(item).toBeFocused();
  await item.getByRole('button', { name: 'Fix and resend' }).tap();
  const fix = item.getByRole('textbox', { name: 'Your correction' });
  await expect(fix).toBeFocused();
  await expect(fix).toHaveAccessibleDescription('Nothing is changed yet.');
  await fix.fill('Seal 88-214 is cut on the left side');
  await item.getByRole('button', { name: 'Resend' }).tap();
  await expect(item).toContainText('saved, round 2');
  const changes = item.getByRole('button', { name: 'Show what I changed' });
  await expect(changes).toHaveAttribute('aria-expanded', 'false');
  await changes.tap();
  await expect(item.getByRole('insertion')).toContainText('added: on the left side');

  await expect.poll(async () => (await admin.tasks(scan)).map(({ version }) => version)).toEqual([3]);
  await admin.decide(await admin.taskOf(scan, 'Seal 88-214 is cut on the left side'), 'validate');
  await expect(announced).toHaveText('#1 validated.');
  await main.getByRole('button', { name: 'Dismiss' }).tap();
  await expect(announced).toHaveText('All decided');
});
