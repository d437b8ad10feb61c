import type { Page } from '@playwright/test';

export const composer = (page: Page) => page.getByLabel('Your suggestion', { exact: true });
export const items = (page: Page) => page.getByRole('list', { name: 'Your suggestions, oldest first' }).getByRole('listitem');
export const news = (page: Page) => page.getByRole('main').getByRole('status');

export async function submit(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await page.getByRole('button', { name: 'Submit' }).click();
}
