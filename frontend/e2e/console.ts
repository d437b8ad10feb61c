import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import type { ScanView } from '../src/live/protocol.gen';
import { expect, type Person } from './fixtures';

/** Texts that a careless layer would alter, cut, refuse or run: the server is tested with the same. */
// The file is made from a dictionary of strings.
export const AWKWARD = JSON.parse(
  readFileSync(new URL('../../backend/tests/awkward.json', import.meta.url), 'utf8'),
) as Record<string, string>;

export const isNarrow = (page: Page): boolean => (page.viewportSize()?.width ?? 0) < 900;

/** A card by the number of its task; of two cards that begin alike only one can have it. */
export const card = (page: Page, number: number): Locator =>
  page.getByRole('gridcell', { name: new RegExp(`^Task ${number}, waiting`) });

export const cards = (page: Page): Locator => page.getByRole('gridcell', { name: /^Task \d+, waiting/ });

export const panel = (page: Page): Locator => page.getByRole('complementary', { name: 'Task in focus' });

/** One of the four numbers in the top bar. */
export const counter = (page: Page, name: 'waiting' | 'validated' | 'refused' | 'sent back'): Locator =>
  page.getByRole('banner').locator('dl > div').filter({ hasText: name }).locator('dd');

/** Bring a task into the panel: by a press on its card, on a phone as well. */
export async function open(page: Page, number: number): Promise<void> {
  // A panel that has only just become a sheet may be gone before it is closed.
  await expect(async () => {
    const isInTheWay = isNarrow(page) && (await panel(page).isVisible());
    if (isInTheWay) await panel(page).getByRole('button', { name: 'Close' }).click({ timeout: 1000 });
  }).toPass();
  // A press right after the cards have moved does nothing, on purpose: then press again.
  await expect(async () => {
    await card(page, number).click({ timeout: 1000, position: { x: 12, y: 12 } });
    await expect(panel(page)).toContainText(`#${number}`, { timeout: 500 });
  }).toPass();
}

/** Decide a task with the buttons of the panel. */
export async function give(page: Page, number: number, verdict: 'Validate' | 'Refuse'): Promise<void> {
  await open(page, number);
  await expect(async () => {
    // A task that has only just come into the panel cannot be decided by a press.
    const button = panel(page).filter({ hasText: `#${number}` }).getByRole('button', { name: verdict });
    if (await button.isVisible()) await button.click({ timeout: 1000 });
    await expect(card(page, number)).toHaveCount(0, { timeout: 700 });
  }).toPass();
}

/** Which number a text was given. Two workers send at once, so only the server knows. */
export async function numberOf(admin: Person, scan: ScanView, text: string): Promise<number> {
  const found = (await admin.tasks(scan)).find((task) => task.text === text);
  if (!found) throw new Error(`no task says ${text}`);
  return found.number;
}
