import type { Page } from '@playwright/test';
import { heardBy, pressOn, test, verdicts } from './company';
import { card, counter, give, panel } from './console';
import { expect } from './fixtures';

const selected = (page: Page) => page.getByRole('gridcell', { selected: true });
const bar = (page: Page) => page.getByRole('contentinfo');

test('moving: each arrow and each letter, held down as well', async ({ gather }) => {
  const company = await gather(10, { pagesOf: [] });
  const { ada, bo } = company;
  const columns = Number(await ada.getByRole('grid').getAttribute('aria-colcount'));
  const steps = [['ArrowRight', 2], ['l', 3], ['ArrowLeft', 2], ['h', 1], ['ArrowDown', columns + 1], ['ArrowUp', 1], ['j', columns + 1], ['k', 1]] as const;
  // Of ten there are three rows or more: a quarter of them is one.
  const leaps = [['End', columns], ['Home', 1], ['PageDown', columns + 1], ['PageUp', 1], ['Control+End', 10], ['Control+Home', 1]] as const;
  await expect(card(ada, 1)).toBeFocused();
  for (const [key, number] of [...steps, ...leaps]) {
    await ada.keyboard.press(key);
    await expect(card(ada, number), `after ${key}`).toBeFocused();
    await expect(panel(ada)).toContainText(`#${number}`);
  }
  // The other follows nobody's focus but sees where it is.
  await expect(card(bo, 1)).toBeFocused();
  for (let held = 0; held < 3; held += 1) await ada.keyboard.down('ArrowRight');
  await ada.keyboard.up('ArrowRight');
  await expect(card(ada, 4)).toBeFocused();
  await expect(card(bo, 4)).toHaveAccessibleName(/looks at it$/);
  await expect.poll(() => verdicts(company)).toEqual([]);
});

test('one press is one verdict: not held down, not with another key, not while a word is composed; in any alphabet', async ({ gather }) => {
  const company = await gather(10);
  const { ada, bo, workers } = company;
  await expect(card(ada, 1)).toBeFocused();
  for (const held of ['Control', 'Alt', 'Meta', 'Shift']) {
    for (const key of ['v', 'r', 'b', 'u']) if (`${held}${key}` !== 'Controlr') await ada.keyboard.press(`${held}+${key}`);
  }
  await card(ada, 1).evaluate((element) =>
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'v', code: 'KeyV', isComposing: true, bubbles: true, cancelable: true })),
  );
  await expect(card(ada, 1)).toBeFocused();
  for (let held = 0; held < 4; held += 1) await ada.keyboard.down('v');
  await ada.keyboard.up('v');
  await expect(card(ada, 2)).toBeFocused();
  await expect(panel(ada)).toContainText('#2');

  // Where V is, a Russian keyboard has another letter.
  const keyboard = await ada.context().newCDPSession(ada);
  await keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'м', code: 'KeyV', text: 'м' });
  await keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'м', code: 'KeyV' });
  await expect(card(ada, 3)).toBeFocused();
  await pressOn(ada, 3, 'r');
  for (const page of [ada, bo]) {
    await expect(counter(page, 'validated')).toHaveText('2');
    await expect(counter(page, 'refused')).toHaveText('1');
  }
  await expect.poll(() => verdicts(company)).toEqual(['1: validated', '2: validated', '3: refused']);
  await heardBy(company, workers[0]).toContain('#1 validated.');
  await heardBy(company, workers[1]).toContain('#2 validated.');
  await heardBy(company, workers[2]).toContain('#3 refused.');
  for (const worker of workers.slice(3)) expect((await company.heard(worker)).join(' ')).not.toContain('#');
});

test('why it is refused, and with what it is sent back: each answer by its key, and each worker reads his own', async ({ gather }) => {
  const company = await gather(8, { set: { refusal_reasons: ['Seen already', 'Too blurred', 'Another gate'] } });
  const { ada, bo, workers } = company;
  const question = ada.getByRole('group', { name: 'Why is it refused?' });
  const ask = async (number: number) => {
    await pressOn(ada, number, 'r');
    await expect(question).toBeFocused();
  };
  await ask(1);
  await ada.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await ask(1);
  await ada.keyboard.press('2');
  await ask(2);
  await ada.keyboard.press('Enter');
  await ask(3);
  await ada.keyboard.press('r');
  await ask(4);
  await ada.keyboard.press('o');
  const own = question.getByLabel('Reason for refusing');
  await expect(own).toBeFocused();
  await ada.keyboard.press('Escape');
  await expect(question).toBeFocused();
  await ada.keyboard.press('o');
  // What is typed is text, and no key of the desk's.
  await own.pressSequentially('v 1 r');
  await own.press('Enter');

  const note = panel(ada).getByLabel('What should be corrected?');
  await pressOn(ada, 5, 'b');
  await expect(note).toBeFocused();
  await note.pressSequentially('Which ');
  await note.press('Escape');
  await expect(note).toHaveCount(0);
  await expect(card(ada, 5)).toBeFocused();
  // What has been typed is there again.
  await ada.keyboard.press('b');
  await expect(note).toHaveValue('Which ');
  await note.pressSequentially('gate?');
  await note.press('Enter');
  await expect(counter(bo, 'sent back')).toHaveText('1');

  // Who is asked about what another has decided meanwhile decides nothing any more.
  await ask(6);
  await give(bo, 6, 'Validate');
  await expect(counter(ada, 'validated')).toHaveText('1');
  // The question goes, and leaves the focus at its card.
  await expect(question).toHaveCount(0);
  await expect(ada.getByRole('gridcell', { name: /^Task 6, validated/ })).toBeFocused();
  await ada.keyboard.press('1');
  // The other has gone on to the seventh: the oldest that is free is the eighth.
  await expect(card(ada, 7)).toHaveAccessibleName(/looks at it$/);
  await ada.keyboard.press('n');
  await pressOn(ada, 8, 'v');
  for (const page of [ada, bo]) {
    await expect(counter(page, 'refused')).toHaveText('4');
    await expect(counter(page, 'validated')).toHaveText('2');
    await expect(counter(page, 'waiting')).toHaveText('1');
  }
  await expect.poll(() => verdicts(company)).toEqual([
    '1: refused, Too blurred',
    '2: refused, Too blurred',
    '3: refused',
    '4: refused, v 1 r',
    '5: returned, Which gate?',
    '6: validated',
    '8: validated',
  ]);
  const told = ['#1 refused. Too blurred', '#2 refused. Too blurred', '#3 refused.', '#4 refused. v 1 r', '#5 sent back. Which gate?'];
  for (const [index, text] of told.entries()) await heardBy(company, workers[index]).toContain(text);
});

test('undo: twenty deep and no deeper, and the other and the workers see it', async ({ gather }) => {
  test.slow();
  const company = await gather(24, { pagesOf: [1] });
  const { ada, bo, workers, portalOf } = company;
  for (let number = 1; number <= 21; number += 1) await pressOn(ada, number, 'v');
  await expect(counter(bo, 'validated')).toHaveText('21');
  const undo = ada.getByRole('button', { name: /^Undo/ });
  for (let step = 1; step <= 20; step += 1) {
    await ada.keyboard.press('u');
    await expect(counter(ada, 'waiting')).toHaveText(String(3 + step));
    await expect(card(ada, 22 - step)).toBeFocused();
  }
  await expect(undo).toBeDisabled();
  await ada.keyboard.press('u');
  await expect(counter(bo, 'waiting')).toHaveText('23');
  await expect.poll(() => verdicts(company)).toEqual(['1: validated']);
  await expect(portalOf(workers[1]).getByText('taken back, being looked at again').first()).toBeVisible();
});

test('undo: what another has changed since stays as it is, and he is named', async ({ gather }) => {
  const company = await gather(3, { pagesOf: [] });
  const { ada, bo, admins } = company;
  await pressOn(ada, 1, 'v');
  await bo.getByRole('button', { name: 'Task 1, validated' }).click();
  await expect(async () => {
    // A task that has only just come into the panel cannot be decided by a press.
    const reopen = panel(bo).getByRole('button', { name: 'Reopen' });
    if (await reopen.isVisible()) await reopen.click({ timeout: 1000 });
    await expect(card(bo, 1)).toBeVisible({ timeout: 700 });
  }).toPass();
  await give(bo, 1, 'Refuse');
  await expect(counter(ada, 'refused')).toHaveText('1');
  await ada.keyboard.press('u');
  await expect(ada.getByText(`Not undone: since your verdict, task 1 was refused by ${admins[1].name}.`)).toBeVisible();
  await expect.poll(() => verdicts(company)).toEqual(['1: refused']);
});

test('undo: who has reopened or corrected a task since is named', async ({ gather }) => {
  const { ada, bo, admins, workers, sent, scan } = await gather(2, { pagesOf: [] });
  await pressOn(ada, 1, 'v');
  await expect(counter(bo, 'validated')).toHaveText('1');
  await admins[1].decide(await admins[1].taskOf(scan, sent[0]?.text ?? ''), 'reopen');
  await expect(card(ada, 1)).toBeVisible();
  await ada.keyboard.press('u');
  await expect(ada.getByText(`Not undone: since your verdict, task 1 was reopened by ${admins[1].name}.`)).toBeVisible();

  await admins[0].decide(await admins[0].taskOf(scan, sent[1]?.text ?? ''), 'return', 'Which gate?');
  await expect(counter(ada, 'sent back')).toHaveText('1');
  // What was decided elsewhere in one's name is one's own for a page that is loaded again.
  await ada.reload();
  await expect(ada.getByRole('button', { name: /^Undo/ })).toBeEnabled();
  const author = workers[1] ?? admins[0];
  const back = await author.taskOf(scan, sent[1]?.text ?? '');
  await author.call('POST', `/tasks/${back.id}/resubmit`, { text: 'Gate 4', version: back.version });
  await expect(card(ada, 2)).toBeVisible();
  await ada.keyboard.press('u');
  await expect(ada.getByText(`Not undone: since your verdict, task 2 was corrected by ${author.name}.`)).toBeVisible();
});

test('choosing and finding: by keys and by pointer, while another decides and more arrive', async ({ gather }) => {
  const company = await gather(10);
  const { ada, bo, scan, workers } = company;
  const click = (number: number, held: 'Shift' | 'Control' | null) =>
    card(ada, number).click({ position: { x: 12, y: 12 }, modifiers: held ? [held] : [] });
  await pressOn(ada, 1, 's');
  const columns = Number(await ada.getByRole('grid').getAttribute('aria-colcount'));
  await ada.keyboard.press('Shift+End');
  await expect(selected(ada)).toHaveCount(columns);
  await ada.keyboard.press('Shift+ArrowLeft');
  await expect(selected(ada)).toHaveCount(columns - 1);
  await ada.keyboard.press('Shift+Home');
  await expect(selected(ada)).toHaveCount(1);
  await ada.keyboard.press('Shift+PageDown');
  await expect(selected(ada)).toHaveCount(columns + 1);
  await ada.keyboard.press('Shift+PageUp');
  await expect(selected(ada)).toHaveCount(1);
  await ada.keyboard.press('Shift+ArrowRight');
  await expect(selected(ada)).toHaveCount(2);
  await ada.keyboard.press('Shift+ArrowDown');
  await ada.keyboard.press('Shift+ArrowUp');
  await expect(selected(ada)).toHaveCount(2);
  await ada.keyboard.press('Control+a');
  await expect(selected(ada)).toHaveCount(10);
  await ada.keyboard.press('Escape');
  await expect(selected(ada)).toHaveCount(0);

  await click(1, null);
  await click(4, 'Shift');
  await click(2, 'Control');
  await expect(selected(ada)).toHaveCount(3);
  // What another decides leaves the selection; what arrives never joins it.
  await give(bo, 3, 'Refuse');
  await workers[3]?.submit(scan, 'comes later');
  await expect(counter(ada, 'waiting')).toHaveText('10');
  await expect(selected(ada)).toHaveCount(2);
  const [first, last] = [await card(ada, 1).boundingBox(), await card(ada, 2).boundingBox()];
  if (!first || !last) throw new Error('the cards have no place');
  await ada.mouse.move(first.x + 20, first.y + 20);
  await ada.mouse.down();
  await ada.mouse.move(last.x + 20, last.y + 20, { steps: 4 });
  await ada.mouse.up();
  await expect(selected(ada)).toHaveCount(2);
  await expect(selected(ada).last()).toHaveAccessibleName(/^Task 2,/);
  await ada.keyboard.press('Escape');

  await ada.keyboard.press('/');
  const field = ada.getByRole('textbox', { name: 'Find among what waits' });
  await field.fill(workers[4]?.name ?? '');
  await expect(ada.getByRole('search')).toContainText('2 of 10');
  await field.press('Enter');
  await pressOn(ada, 5, 's');
  await bar(ada).getByRole('button', { name: 'Select all 2 that match' }).click();
  await expect(selected(ada)).toHaveCount(2);
  await card(ada, 5).focus();
  await ada.keyboard.press('v');
  await expect(counter(bo, 'validated')).toHaveText('2');
  await heardBy(company, workers[4]).toContain('2 validated');
  await heardBy(company, workers[2]).toContain('#3 refused.');
  await expect.poll(() => verdicts(company)).toEqual(['3: refused', '5: validated', '10: validated']);
  for (const worker of [workers[0], workers[1], workers[3]]) await heardBy(company, worker).not.toContain('validated');
});

test('what says the same: D selects it, while another decides one of it', async ({ gather }) => {
  const company = await gather(3, { pagesOf: [] });
  const { ada, bo, scan, workers } = company;
  const texts = ['No soap in hall B', 'Hall B: no soap', 'There is no soap in hall B'];
  for (const [index, text] of texts.entries()) await workers[index]?.submit(scan, text);
  await expect(card(ada, 4)).toHaveAccessibleName(/, 3 alike,/);
  await card(ada, 4).focus();
  await pressOn(ada, 4, 'd');
  await expect(selected(ada)).toHaveCount(3);
  await give(bo, 5, 'Refuse');
  await expect(selected(ada)).toHaveCount(2);
  await ada.keyboard.press('v');
  await expect(counter(bo, 'validated')).toHaveText('2');
  await expect.poll(() => verdicts(company)).toEqual(['4: validated', '5: refused', '6: validated']);
});

test('the screen, the keys and the palette come up for who asked, and the other works on', async ({ gather }) => {
  const company = await gather(5, { pagesOf: [] });
  const { ada, bo } = company;
  await pressOn(ada, 1, '?');
  await expect(ada.getByRole('dialog', { name: 'All keys' })).toBeVisible();
  await give(bo, 1, 'Validate');
  await expect(counter(ada, 'validated')).toHaveText('1');
  await ada.keyboard.press('v');
  await ada.keyboard.press('Escape');
  await expect(ada.getByRole('dialog')).toHaveCount(0);
  for (const keys of ['Control+k', 'Meta+k']) {
    await ada.keyboard.press(keys);
    await expect(ada.getByRole('combobox')).toBeFocused();
    await ada.keyboard.press('Escape');
    await expect(ada.getByRole('dialog')).toHaveCount(0);
  }
  // The other has gone on to the second: the oldest that is free is the third.
  await expect(card(ada, 2)).toHaveAccessibleName(/looks at it$/);
  await ada.keyboard.press('n');
  await pressOn(ada, 3, 'f');
  await expect.poll(() => ada.evaluate(() => document.fullscreenElement?.tagName)).toBe('HTML');
  await pressOn(ada, 3, 'v');
  await expect(counter(bo, 'validated')).toHaveText('2');
  await ada.keyboard.press('f');
  await expect.poll(() => ada.evaluate(() => document.fullscreenElement)).toBe(null);
  await expect.poll(() => verdicts(company)).toEqual(['1: validated', '3: validated']);
});
