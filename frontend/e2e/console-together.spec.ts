import { card, counter, give, isNarrow, open, panel } from './console';
import { expect, expectAccessible, test } from './fixtures';

test.describe('several at one desk', () => {
  test('see each other, and who looks at what; nobody is kept from deciding', async ({ admin, newAdmin, worker }) => {
    const scan = await admin.openScan();
    for (const text of ['one', 'two', 'three']) await worker.submit(scan, text);
    const other = await newAdmin('Bo');
    const mine = await admin.enter(scan);
    const his = await other.enter(scan);
    await worker.enter(scan);
    for (const page of [mine, his]) {
      const here = page.getByRole('banner').getByText(/^At the desk/);
      await expect(here).toContainText(admin.name);
      await expect(here).toContainText(other.name);
      await expect(here).toContainText('1 worker is here.');
    }

    await open(mine, 2);
    await expect(card(his, 2)).toHaveAccessibleName(new RegExp(`${admin.name} looks at it$`));
    await open(his, 2);
    await expect(panel(his)).toContainText(`${admin.name} looks at this, too`);
    await expectAccessible(his);
    await give(his, 2, 'Refuse');
    await expect(counter(mine, 'refused')).toHaveText('1');
    if (!isNarrow(mine)) await expect(panel(mine)).toContainText(`Refused by ${other.name}`);

    await admin.page.goto('/admin');
    await expect(his.getByRole('banner').getByText(/^At the desk/)).not.toContainText(admin.name);
  });

  test('who types a note goes on typing when another decides the task', async ({ newAdmin, sender: worker }) => {
    const [admin, other] = [await newAdmin('Ada'), await newAdmin('Bo')];
    const scan = await admin.openScan();
    for (const text of ['one', 'two', 'three']) await worker.submit(scan, text);
    const page = await admin.enter(scan);
    await open(page, 2);
    await panel(page).getByRole('button', { name: 'Send back' }).click();
    const note = panel(page).getByLabel('What should be corrected?');
    await expect(note).toBeFocused();
    await page.keyboard.type('please say ');
    const [task] = (await admin.tasks(scan)).filter(({ number }) => number === 2);
    await other.call('POST', `/tasks/${task?.id}/verdict`, { action: 'validate', version: task?.version });
    await expect(panel(page)).toContainText(`Meanwhile validated by ${other.name}. What you typed is still here.`);
    await page.keyboard.type('now in river');
    await expect(note).toHaveValue('please say now in river');
    await expect(note).toBeFocused();
    await expectAccessible(page);
    expect((await admin.tasks(scan)).map(({ number, status }) => `${number} ${status}`).sort()).toEqual(['1 pending', '2 validated', '3 pending']);
  });
});
