import type { Page } from '@playwright/test';
import { isNarrow } from './console';
import { expect } from './fixtures';

/** The drawer of the console that says how the scan goes, and what is in it. */
export const drawer = (page: Page) => page.getByRole('dialog', { name: 'How it goes' });
export const fact = (page: Page, name: string) =>
  drawer(page).getByLabel('In figures').locator('div').filter({ hasText: name }).locator('dd');
export const table = (page: Page, title: string) => drawer(page).locator('section').filter({ has: page.getByRole('heading', { name: title }) }).getByRole('table');

/** Bring it up, as one does at this size. */
export async function openFigures(page: Page): Promise<void> {
  if (isNarrow(page)) {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'How it goes' }).click();
  } else {
    await page.getByRole('button', { name: 'How it goes' }).click();
  }
  await expect(drawer(page)).toBeVisible();
}
