import type { Locator, Page } from '@playwright/test';
import { heardBy, test, verdicts } from './company';
import { card, cards, counter, give, open, panel } from './console';
import { fingerOn } from './finger';
import { expect } from './fixtures';
import { middleOf } from './thousands';

/** Of what is under a thumb. */
const THUMB_PX = 48;

const sheet = (page: Page, number: number) => panel(page).filter({ has: page.getByText(`#${number}`, { exact: true }) });
const dock = (page: Page) => page.getByRole('contentinfo');
const selected = (page: Page) => page.getByRole('gridcell', { selected: true });

/** Tap a button of the sheet until it has done that: a task that has only just come up takes no press. */
async function tapUntil(button: Locator, done: () => Promise<void>): Promise<void> {
  await expect(async () => {
    if (await button.isVisible()) await button.tap({ timeout: 1000 });
    await done();
  }).toPass();
}

async function centreOf(button: Locator) {
  const box = await button.boundingBox();
  if (!box) throw new Error('the button is not to be seen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('one finger: slide and let go, the sheet, the next oldest, undo; the other and the workers see it', async ({ gather }) => {
  test.slow();
  const company = await gather(60);
  const { ada, bo, workers, portalOf } = company;
  await expect(cards(ada)).toHaveCount(60);
  const finger = await fingerOn(ada);
  await finger.down(await middleOf(ada, 20));
  await finger.to(await middleOf(ada, 33));
  await expect(panel(ada)).toBeHidden();
  await finger.up();
  await expect(sheet(ada, 33)).toBeVisible();
  const validate = sheet(ada, 33).getByRole('button', { name: 'Validate' });
  for (const name of ['Validate', 'Refuse']) {
    const box = await panel(ada).getByRole('button', { name }).boundingBox();
    expect(box?.height, `${name} is large enough for a thumb`).toBeGreaterThanOrEqual(THUMB_PX);
  }
  // A finger that sweeps over the sheet decides and closes nothing.
  const from = await centreOf(validate);
  await finger.down(from);
  await finger.to({ x: from.x - 150, y: from.y });
  await finger.to({ x: from.x - 150, y: from.y - 120 });
  await finger.up();
  await expect(sheet(ada, 33)).toBeVisible();
  await expect.poll(() => verdicts(company)).toEqual([]);
  await tapUntil(validate, () => expect(counter(bo, 'validated')).toHaveText('1', { timeout: 700 }));
  await heardBy(company, workers[2]).toContain('#33 validated.');

  await panel(ada).getByRole('button', { name: 'Close' }).tap();
  await expect(panel(ada)).toBeHidden();
  await give(bo, 2, 'Refuse');
  await panel(bo).getByRole('button', { name: 'Close' }).tap();
  // The first is the oldest; the other's eyes are on none any more.
  await dock(ada).getByRole('button', { name: 'Next oldest' }).tap();
  await expect(sheet(ada, 1)).toBeVisible();
  await panel(ada).getByRole('button', { name: 'Close' }).tap();
  await dock(ada).getByRole('button', { name: 'Undo' }).tap();
  await expect(counter(bo, 'validated')).toHaveText('0');
  await expect(card(bo, 33)).toBeVisible();
  await expect.poll(() => verdicts(company)).toEqual(['2: refused']);
  await expect(portalOf(workers[2]).getByText('taken back, being looked at again').first()).toBeVisible();
  await heardBy(company, workers[1]).toContain('#2 refused.');
  for (const worker of [workers[0], workers[3], workers[4]]) await heardBy(company, worker).not.toContain('refused');
});

test('one finger: each answer to why, and with what it is sent back; each worker reads his own', async ({ gather }) => {
  test.slow();
  const company = await gather(8, { set: { refusal_reasons: ['Seen already', 'Too blurred'] } });
  const { ada, bo, workers } = company;
  const question = panel(ada).getByRole('group', { name: 'Why is it refused?' });
  const ask = async (number: number) => {
    await expect(sheet(ada, number)).toBeVisible();
    await tapUntil(sheet(ada, number).getByRole('button', { name: 'Refuse' }), () => expect(question).toBeVisible({ timeout: 700 }));
  };
  /** A question's answers are of a task that has been read: the sheet goes on to the next by itself. */
  const answer = (button: Locator, count: number) => tapUntil(button, () => expect(counter(ada, 'refused')).toHaveText(String(count), { timeout: 700 }));
  await open(ada, 1);
  await ask(1);
  for (const button of await question.getByRole('button').all()) {
    expect((await button.boundingBox())?.height, `${await button.textContent()} is large enough for a thumb`).toBeGreaterThanOrEqual(THUMB_PX);
  }
  await answer(question.getByRole('button', { name: 'Too blurred' }), 1);
  await ask(2);
  await answer(question.getByRole('button', { name: 'No reason' }), 2);
  await ask(3);
  await question.getByRole('button', { name: 'Another' }).tap();
  await panel(ada).getByLabel('Reason for refusing').fill('The wrong gate');
  await answer(question.getByRole('button', { name: 'Refuse' }), 3);

  await expect(sheet(ada, 4)).toBeVisible();
  const note = panel(ada).getByLabel('What should be corrected?');
  await sheet(ada, 4).getByRole('button', { name: 'Send back' }).tap();
  await note.fill('Which gate?');
  await tapUntil(panel(ada).getByRole('button', { name: 'Send back' }), () => expect(counter(bo, 'sent back')).toHaveText('1', { timeout: 700 }));
  // Who is asked about what another decides meanwhile decides nothing any more.
  await ask(5);
  await give(bo, 5, 'Validate');
  await expect(question).toHaveCount(0);
  await expect.poll(() => verdicts(company)).toEqual([
    '1: refused, Too blurred',
    '2: refused',
    '3: refused, The wrong gate',
    '4: returned, Which gate?',
    '5: validated',
  ]);
  const told = ['#1 refused. Too blurred', '#2 refused.', '#3 refused. The wrong gate', '#4 sent back. Which gate?', '#5 validated.'];
  for (const [index, text] of told.entries()) await heardBy(company, workers[index]).toContain(text);
});

test('one finger: choosing several, finding, the palette, all keys, the whole screen', async ({ gather }) => {
  test.slow();
  const company = await gather(10, { pagesOf: [4] });
  const { ada, bo, workers } = company;
  const more = async (name: string) => {
    await dock(ada).getByRole('button', { name: 'More' }).tap();
    await ada.getByRole('menuitem', { name }).or(ada.getByRole('menuitemcheckbox', { name })).tap();
  };
  await more('Find among what waits');
  const field = ada.getByRole('textbox', { name: 'Find among what waits' });
  await field.fill(workers[4]?.name ?? '');
  await expect(ada.getByRole('search')).toContainText('2 of 10');
  await open(ada, 5);
  await panel(ada).getByRole('button', { name: 'Select' }).tap();
  await panel(ada).getByRole('button', { name: 'Close' }).tap();
  await dock(ada).getByRole('button', { name: 'All 2' }).tap();
  await expect(selected(ada)).toHaveCount(2);
  await dock(ada).getByRole('button', { name: 'Validate 2 tasks' }).tap();
  await expect(counter(bo, 'validated')).toHaveText('2');
  await heardBy(company, workers[4]).toContain('2 validated');
  await dock(ada).getByRole('button', { name: 'Undo' }).tap();
  await expect(counter(bo, 'validated')).toHaveText('0');
  await expect.poll(() => verdicts(company)).toEqual([]);
  await dock(ada).getByRole('button', { name: 'Close' }).tap();
  await ada.getByRole('button', { name: 'End the filter' }).tap();
  await expect(ada.locator('[data-dimmed]')).toHaveCount(0);

  await more('All keys');
  await expect(ada.getByRole('dialog', { name: 'All keys' })).toBeVisible();
  await ada.getByRole('dialog').getByRole('button', { name: 'Close' }).tap();
  await expect(ada.getByRole('dialog')).toHaveCount(0);
  await more('Commands and tasks');
  await ada.getByRole('combobox').fill('#7');
  await ada.getByRole('option').first().tap();
  await expect(sheet(ada, 7)).toBeVisible();
  await panel(ada).getByRole('button', { name: 'Close' }).tap();
  await more('Full screen');
  await expect.poll(() => ada.evaluate(() => document.fullscreenElement?.tagName)).toBe('HTML');
  await more('Full screen');
  await expect.poll(() => ada.evaluate(() => document.fullscreenElement)).toBe(null);
});

test('the sheet by a keyboard beside it: Enter reads, a verdict goes on, Esc goes back', async ({ gather }) => {
  const company = await gather(5, { pagesOf: [1] });
  const { ada, bo, workers } = company;
  await expect(card(ada, 1)).toBeFocused();
  // What is not read in full yet is not decided: the first press brings it up.
  await ada.keyboard.press('v');
  await expect(sheet(ada, 1)).toBeVisible();
  await ada.keyboard.press('Escape');
  await expect(panel(ada)).toBeHidden();
  await ada.keyboard.press('ArrowRight');
  await ada.keyboard.press('Enter');
  await expect(sheet(ada, 2)).toBeVisible();
  await ada.keyboard.press('v');
  await expect(counter(bo, 'validated')).toHaveText('1');
  await expect.poll(() => verdicts(company)).toEqual(['2: validated']);
  await heardBy(company, workers[1]).toContain('#2 validated.');
});
