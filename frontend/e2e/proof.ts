import type { Disguise } from '../src/lib/disguise';
import { expect, test as base } from './fixtures';
import { servePages } from './pagesServer';

/** Where the pages with what is not shipped are built. */
export const PROOF = process.env.TASKSTREAM_E2E_PROOF ?? '';

/** Tests of these pages. */
export const test = base.extend<{ disguise: Disguise | null }, { proofURL: string }>({
  disguise: [null, { option: true }],
  proofURL: [
    // eslint-disable-next-line no-empty-pattern -- Playwright wants to see what is asked for
    async ({}, give) => {
      const pages = await servePages(Number(process.env.TASKSTREAM_E2E_PORT), PROOF);
      await give(pages.url);
      pages.end();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ proofURL }, give) => give(proofURL),
  contextOptions: async ({ contextOptions, proofURL, disguise }, give) => {
    const localStorage = disguise ? [{ name: 'taskstream.disguise', value: disguise }] : [];
    // Nothing is looked at while it moves.
    await give({ ...contextOptions, reducedMotion: 'reduce', storageState: { cookies: [], origins: [{ origin: proofURL, localStorage }] } });
  },
});

export { expect };
