import { expect, type Page } from '@playwright/test';

export const composer = (page: Page) => page.getByLabel('Your suggestion', { exact: true });
export const items = (page: Page) => page.getByRole('list', { name: 'Your suggestions, oldest first' }).getByRole('listitem');
export const news = (page: Page) => page.getByRole('main').getByRole('status');

export async function submit(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

/** Until each of so many tabs has a draft of its own, and none is about to take another's. */
export const haveSettled = (page: Page, tabs: number, kind: 'draft' | 'fix' = 'draft'): Promise<void> =>
  expect
    .poll(() =>
      page.evaluate(async (prefix) => {
        const { held = [] } = await navigator.locks.query();
        return new Set(held.filter(({ name }) => name?.startsWith(prefix)).map(({ clientId }) => clientId)).size;
      }, `taskstream.${kind}.`),
    )
    .toBe(tabs);
