import { heardBy, test, verdicts } from './company';
import { card, counter, panel } from './console';
import { expect } from './fixtures';

test('the buttons of a card: one press is one verdict on that card, and a press that slips off is none', async ({ gather }) => {
  const company = await gather(6, { pagesOf: [1, 2, 3] });
  const { ada, bo, workers } = company;
  const button = (number: number, name: 'Validate' | 'Refuse') => card(ada, number).getByRole('button', { name });
  const from = await button(4, 'Validate').boundingBox();
  if (!from) throw new Error('the button is not to be seen');
  await ada.mouse.move(from.x + 10, from.y + 10);
  await ada.mouse.down();
  await ada.mouse.move(from.x - 60, from.y - 60, { steps: 4 });
  await ada.mouse.up();
  await ada.keyboard.press('Escape');
  await expect(card(ada, 4)).toBeVisible();

  // The other decides one meanwhile: the rest stay where they are.
  await button(4, 'Validate').click();
  await expect(counter(bo, 'validated')).toHaveText('1');
  await card(bo, 2).getByRole('button', { name: 'Refuse' }).click();
  await expect(counter(ada, 'refused')).toHaveText('1');
  await button(3, 'Refuse').click();
  await expect(counter(bo, 'refused')).toHaveText('2');
  await expect.poll(() => verdicts(company)).toEqual(['2: refused', '3: refused', '4: validated']);
  await heardBy(company, workers[3]).toContain('#4 validated.');
  await heardBy(company, workers[2]).toContain('#3 refused.');
  await heardBy(company, workers[1]).toContain('#2 refused.');
});

test('the lane: a press and the arrows bring back what was decided, and a number in the bar leads to its list', async ({ gather }) => {
  const company = await gather(5, { pagesOf: [] });
  const { ada, admins, sent } = company;
  for (const task of sent.slice(0, 3)) await admins[1].decide(task, task.number === 2 ? 'refuse' : 'validate');
  await expect(counter(ada, 'validated')).toHaveText('2');
  const mark = (name: string) => ada.getByRole('button', { name });
  await mark('Task 3, validated').click();
  await expect(panel(ada)).toContainText(`Validated by ${admins[1].name}`);
  await expect(panel(ada)).toContainText('#3');
  await mark('Task 3, validated').press('ArrowRight');
  await expect(mark('Task 2, refused')).toBeFocused();
  await mark('Task 2, refused').press('ArrowRight');
  await mark('Task 1, validated').press('ArrowLeft');
  await mark('Task 2, refused').press('Enter');
  await expect(panel(ada)).toContainText('#2');
  await expect.poll(() => verdicts(company)).toEqual(['1: validated', '2: refused', '3: validated']);

  await counter(ada, 'validated').getByRole('link').click();
  await expect(ada).toHaveURL(/status=validated/);
  await expect(ada.getByRole('heading', { level: 1 })).toBeVisible();
});
