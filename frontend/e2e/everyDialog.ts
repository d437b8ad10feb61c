import type { Page } from '@playwright/test';
import { inDisguise, type Disguise } from '../src/lib/disguise';
import type { Cast } from './everyPage';
import { expect } from './fixtures';

type Role = Parameters<Page['getByRole']>[0];

/** What is pressed, one thing after the other, or typed into what has the focus; and what is then there. */
type Step =
  | readonly [Role, string]
  | { readonly key: string }
  | { readonly type: string }
  /** The menu of the account, whoever's. */
  | { readonly menu: 'account' }
  /** Sent off while there is no network. */
  | { readonly unsent: string };
type Way = {
  /** Whose page it is, unless it is the admin's. */
  readonly who?: 'worker' | 'visitor';
  readonly at: (cast: Cast) => string;
  readonly steps: readonly Step[];
  readonly then?: keyof typeof SIGNS;
};

/** By what one sees that it is there. */
const SIGNS = {
  dialog: 'dialog[open]',
  menu: '[popover]:popover-open',
  strip: 'main [role="group"]:focus-within',
  field: 'aside textarea:focus',
  // Before what was typed is lost; the answer that loses nothing has the focus.
  question: 'dialog[open] [role="group"]:focus-within',
} as const;

const portal = ({ scan }: Cast) => scan.links.worker;
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
  figures: { at: console_, steps: [['button', 'How it goes']] },
  'the menu of a scan': { at: console_, steps: [['button', 'Manage the scan']], then: 'menu' },
  'names on the wall': { at: (cast) => `${console_(cast)}/wall`, steps: [['button', 'Show names and texts']] },
  'all other devices': { at: () => '/account', steps: [['button', 'Sign out all others']] },
  'the account in the portal': { who: 'worker', at: portal, steps: [{ menu: 'account' }], then: 'menu' },
  'signing out with something unsent': {
    who: 'worker',
    at: portal,
    steps: [{ unsent: 'In the tunnel' }, { menu: 'account' }, ['menuitem', 'Sign out']],
  },
  'the account of a guest': { who: 'visitor', at: portal, steps: [{ menu: 'account' }], then: 'menu' },
  'leaving as a guest': { who: 'visitor', at: portal, steps: [{ menu: 'account' }, ['menuitem', 'Leave the scan']] },
};

async function sendIntoTheVoid(page: Page, text: string): Promise<void> {
  await page.context().setOffline(true);
  const box = page.locator('main textarea').last();
  await box.fill(text);
  await box.press('Control+Enter');
  await expect(box).toHaveValue('');
}

/** Bring up each, on a page that has just been opened. */
export async function bringUpEach(cast: Cast, way: Disguise | null, look: (page: Page, where: string) => Promise<void>): Promise<void> {
  const pages = { admin: cast.admin.page, worker: cast.worker.page, visitor: cast.visitor };
  for (const [where, { who = 'admin', at, steps, then = 'dialog' }] of Object.entries(WAYS)) {
    const page = pages[who];
    await page.context().setOffline(false);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(at(cast));
    await expect(page.locator('h1').first()).toBeAttached();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    // In the console the first card has the focus, once it is there.
    if (page.url().endsWith(console_(cast))) await expect(page.getByRole('gridcell').first()).toBeVisible();
    for (const step of steps) {
      if ('key' in step) await page.keyboard.press(step.key);
      else if ('type' in step) await page.locator('dialog[open] input').first().pressSequentially(step.type);
      else if ('menu' in step) await page.locator('[aria-haspopup="menu"]').click();
      else if ('unsent' in step) await sendIntoTheVoid(page, step.unsent);
      else await page.getByRole(step[0], { name: inDisguise(step[1], way) }).first().click();
      if ('key' in step && step.key === 'Control+a') await expect(page.getByRole('gridcell', { selected: true }).first()).toBeVisible();
    }
    await expect(page.locator(SIGNS[then]).first(), where).toBeVisible();
    await look(page, where);
  }
}
