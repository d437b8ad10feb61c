import type { Page } from '@playwright/test';

type Point = { readonly x: number; readonly y: number };

/** A finger on the glass: put down, slid to another place, lifted. A tap is Playwright's own. */
export async function fingerOn(page: Page) {
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: Point[]) => session.send('Input.dispatchTouchEvent', { type, touchPoints });
  return {
    down: (at: Point) => touch('touchStart', at),
    to: (at: Point) => touch('touchMove', at),
    up: () => touch('touchEnd'),
  };
}
