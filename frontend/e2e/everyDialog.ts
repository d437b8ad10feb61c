import type { Page } from '@playwright/test';
import { inDisguise, type Disguise } from '../src/lib/disguise';
import type { Cast } from './everyPage';
import { expect } from './fixtures';

type Role = Parameters<Page['getByRole']>[0];

/** What is pressed, one thing after the other, or typed into what has the focus; and what is then there. */
type Step = readonly [Role, string] | { readonly key: string } | { readonly type: string };
type Way = { readonly at: (cast: Cast) => string; readonly steps: readonly Step[]; readonly then?: keyof typeof SIGNS };

/** By what one sees that it is there. */
const SIGNS = {
  dialog: 'dialog[open]',
  menu: '[popover]:popover-open',
  strip: 'main [role="group"]:focus-within',
  field: 'aside textarea:focus',
  // Before what was typed is lost; the answer that loses nothing has the focus.
  question: 'dialog[open] [role="group"]:focus-within',
} as const;

const console_ = ({ scan }: Cast) => `/admin/scans/${scan.id}`;
const manage = (item: string): readonly Step[] => [
  ['button', 'Manage the scan'],
  ['menuitem', item],
];

/** Everything that a page asks or tells before itself, and how one comes to it. */
const WAYS: Readonly<Record<string, Way>> = {
  'a new scan': { at: () => '/admin', steps: [['button', 'New scan']] },
  'a new scan, half typed': { at: () => '/admin', steps: [['button', 'New scan'], { type: 'North' }, { key: 'Escape' }], then: 'question' },
  share: { at: console_, steps: [['button', 'Share']] },
  edit: { at: console_, steps: manage('Edit') },
  'edit, half typed': { at: console_, steps: [...manage('Edit'), { type: 'x' }, { key: 'Escape' }], then: 'question' },
  moderators: { at: console_, steps: manage('Moderators') },
  guests: { at: console_, steps: manage('Guests') },
  pause: { at: console_, steps: manage('Pause') },
  duplicate: { at: console_, steps: manage('Duplicate') },
  close: { at: console_, steps: manage('Close the scan') },
  'all keys': { at: console_, steps: [{ key: '?' }] },
  palette: { at: console_, steps: [{ key: 'Control+k' }] },
  'why many are refused': { at: console_, steps: [{ key: 'Control+a' }, { key: 'r' }] },
  'why many are sent back': { at: console_, steps: [{ key: 'Control+a' }, { key: 'b' }] },
  'why one is refused': { at: console_, steps: [{ key: 'r' }], then: 'strip' },
  'why one is refused, in own words': { at: console_, steps: [{ key: 'r' }, { key: 'o' }], then: 'strip' },
  'what is to be corrected': { at: console_, steps: [{ key: 'b' }], then: 'field' },
  'the menu of a scan': { at: console_, steps: [['button', 'Manage the scan']], then: 'menu' },
  'names on the wall': { at: (cast) => `${console_(cast)}/wall`, steps: [['button', 'Show names and texts']] },
  'all other devices': { at: () => '/account', steps: [['button', 'Sign out all others']] },
};

/** Bring up each, on a page that has just been opened. */
export async function bringUpEach(cast: Cast, way: Disguise | null, look: (page: Page, where: string) => Promise<void>): Promise<void> {
  const { page } = cast.admin;
  for (const [where, { at, steps, then = 'dialog' }] of Object.entries(WAYS)) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(at(cast));
    await expect(page.locator('h1').first()).toBeAttached();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    // In the console the first card has the focus, once it is there.
    if (page.url().endsWith(cast.scan.id)) await expect(page.getByRole('gridcell').first()).toBeVisible();
    for (const step of steps) {
      if ('key' in step) await page.keyboard.press(step.key);
      else if ('type' in step) await page.locator('dialog[open] input').first().pressSequentially(step.type);
      else await page.getByRole(step[0], { name: inDisguise(step[1], way) }).first().click();
      if ('key' in step && step.key === 'Control+a') await expect(page.getByRole('gridcell', { selected: true }).first()).toBeVisible();
    }
    await expect(page.locator(SIGNS[then]).first(), where).toBeVisible();
    await look(page, where);
  }
}
