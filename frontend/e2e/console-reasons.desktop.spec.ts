import type { Locator } from '@playwright/test';
import { card, counter, panel } from './console';
import { expect, test } from './fixtures';

test('why a task is refused is asked at its card, wherever that is, and in sight', async ({ admin, sender: worker }) => {
  const scan = await admin.openScan('Gate sweep', { refusal_reasons: ['Seen already', 'Too blurred', 'Another gate'] });
  for (let number = 1; number <= 24; number += 1) await worker.submit(scan, `seal ${number} is cut`);
  const page = await admin.enter(scan);
  const question = page.getByRole('group', { name: 'Why is it refused?' });
  const boxOf = async (what: Locator) => (await what.boundingBox()) ?? { x: -1, y: -1, width: 0, height: 0 };
  await expect(card(page, 1)).toBeFocused();
  for (const [key, number] of [['Control+Home', 1], ['Control+End', 24], ['n', 1]] as const) {
    await page.keyboard.press(key);
    await expect(card(page, number)).toBeFocused();
    await page.keyboard.press('r');
    await expect(question).toBeFocused();
    await expect(question).toBeInViewport({ ratio: 1 });
    const [asked, about] = [await boxOf(question), await boxOf(card(page, number))];
    expect(asked.x).toBeLessThan(about.x + about.width);
    expect(about.x).toBeLessThan(asked.x + asked.width);
    expect(asked.y).toBeLessThan(about.y + about.height + 24);
    expect(about.y).toBeLessThan(asked.y + asked.height + 24);
    await page.keyboard.press('Escape');
    await expect(card(page, number)).toBeFocused();
  }

  // Under the pointer that asked, an answer is pressed: not by the second press of a double click.
  await card(page, 6).getByRole('button', { name: 'Refuse' }).dblclick();
  await expect(question).toContainText('#6');
  await expect(async () => {
    const reason = question.getByRole('button', { name: 'Too blurred' });
    if (await reason.isVisible()) await reason.click({ timeout: 500 });
    await expect(counter(page, 'refused')).toHaveText('1', { timeout: 700 });
  }).toPass();
  await expect.poll(async () => (await admin.taskOf(scan, 'seal 6 is cut')).reason).toBe('Too blurred');
  expect((await admin.tasks(scan)).filter(({ status }) => status !== 'pending')).toHaveLength(1);
});

test.describe('a list of reasons that another admin changes', () => {
  test('holds for who is choosing from it, and the next question has the new one', async ({ newAdmin, sender: worker }) => {
    const [admin, other] = [await newAdmin('Ada'), await newAdmin('Bo')];
    const scan = await admin.openScan('Gate sweep', { refusal_reasons: ['Seen already', 'Too blurred'] });
    for (const text of ['gate is open', 'badge is torn', 'cone is missing']) await worker.submit(scan, text);
    const [ada, bo] = [await admin.enter(scan), await other.enter(scan)];
    const question = ada.getByRole('group', { name: 'Why is it refused?' });
    const refused = () => admin.tasks(scan).then((tasks) => tasks.filter(({ status }) => status === 'refused').map(({ number, reason }) => `${number}: ${reason}`).sort());
    await expect(card(ada, 1)).toBeFocused();
    await ada.keyboard.press('r');
    await expect(question).toBeFocused();

    await bo.getByRole('button', { name: 'Manage the scan' }).click();
    await bo.getByRole('menuitem', { name: 'Edit' }).click();
    const form = bo.getByRole('dialog', { name: 'Edit the scan' });
    await form.getByLabel('Name').fill('Dock sweep');
    await form.getByLabel('Reason 2', { exact: true }).fill('It was a drill');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form).toHaveCount(0);
    // The page knows of it by now.
    await expect(ada.getByRole('heading', { name: 'Dock sweep' })).toBeVisible();
    await expect(question.getByRole('button', { name: 'Too blurred' })).toBeVisible();
    await ada.keyboard.press('2');
    await expect.poll(refused).toEqual(['1: Too blurred']);

    await ada.keyboard.press('n');
    await expect(panel(ada)).toContainText('badge is torn');
    await ada.keyboard.press('r');
    await expect(question.getByRole('button', { name: 'It was a drill' })).toBeVisible();
    await ada.keyboard.press('2');
    await expect.poll(refused).toEqual(['1: Too blurred', '2: It was a drill']);
  });

  test('is told when it no longer holds, and the task waits on', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan('Gate sweep', { refusal_reasons: ['Seen already'] });
    await worker.submit(scan, 'gate is open');
    const error = { code: 'reasons_changed', message: 'The reasons for refusing have changed. Choose again.', retry: false, refusal_reasons: ['It was a drill'], reasons_version: 2 };
    let asked = 0;
    // A list holds for another minute on the server: the answer of later is given here at once.
    await admin.page.routeWebSocket(/\/socket\.io\//, (page) => {
      const server = page.connectToServer();
      page.onMessage((message) => {
        const [, id] = /^42(\d+)\["task_action"/.exec(String(message)) ?? [];
        if (id === undefined || asked > 0) {
          server.send(message);
          return;
        }
        asked += 1;
        page.send(`43${id}${JSON.stringify([{ ok: false, error }])}`);
      });
    });
    const page = await admin.enter(scan);
    const question = page.getByRole('group', { name: 'Why is it refused?' });
    await expect(card(page, 1)).toBeFocused();
    await page.keyboard.press('r');
    await expect(question).toBeFocused();
    await page.keyboard.press('1');
    await expect(page.getByText(error.message)).toBeVisible();
    expect(asked).toBe(1);
    await expect(card(page, 1)).toBeVisible();
    expect((await admin.tasks(scan)).map(({ status }) => status)).toEqual(['pending']);

    await page.keyboard.press('n');
    await expect(panel(page)).toContainText('gate is open');
    await page.keyboard.press('r');
    await expect(question).toBeFocused();
    await page.keyboard.press('1');
    await expect.poll(() => admin.tasks(scan).then((tasks) => tasks.map(({ reason }) => reason))).toEqual(['Seen already']);
  });
});
