import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { ScanView } from '../src/live/protocol.gen';
import { expect, expectAccessible, test, type Person } from './fixtures';

// The file is made from a list of strings.
const PAYLOADS = JSON.parse(readFileSync(new URL('../../backend/tests/payloads.json', import.meta.url), 'utf8')) as string[];
const LONGEST = 4000;

const brief = (page: Page) => page.getByRole('complementary', { name: 'About this scan' });
const text = (page: Page) => brief(page).getByRole('group', { name: 'Instructions' });
const fold = (page: Page) => brief(page).locator('summary');

async function rewrite(admin: Person, scan: ScanView, instructions: string): Promise<ScanView> {
  const { version } = await admin.call<ScanView>('GET', `/scans/${scan.id}`);
  return admin.call('PATCH', `/scans/${scan.id}`, { version, instructions });
}

/** Instructions that hold all payloads, as few as are allowed to hold them. */
function loaded(): string[] {
  const packs = [''];
  for (const payload of PAYLOADS) {
    const longer = `${packs.at(-1) ?? ''}\n\n${payload}`;
    if (longer.length > LONGEST) packs.push(payload);
    else packs[packs.length - 1] = longer;
  }
  return packs;
}

test.describe('instructions', () => {
  test('they are written with a preview, and are on every open page at once', async ({ admin, worker }) => {
    const scan = await admin.openScan();
    const portal = await worker.enter(scan);
    const desk = await admin.enter(scan);
    await desk.getByRole('button', { name: 'Manage the scan' }).click();
    await desk.getByRole('menuitem', { name: 'Edit' }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByLabel('Instructions for the workers').fill('# Seals\n\nLook **twice**, and say:\n\n- the gate\n- the number');
    await dialog.getByRole('button', { name: 'Preview' }).click();
    const preview = dialog.getByRole('region', { name: 'Instructions as workers see them' });
    await expect(preview.getByRole('heading', { name: 'Seals' })).toBeVisible();
    await dialog.getByLabel('Instructions for the workers').fill('# Seals\n\nLook **twice**, and say:\n\n- the gate\n- the number\n- the colour');
    await expect(preview.getByRole('listitem')).toHaveText(['the gate', 'the number', 'the colour']);
    await expectAccessible(desk);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();

    await expect(text(portal).getByRole('heading', { name: 'Seals' })).toBeVisible();
    await expect(text(portal).getByRole('listitem')).toHaveText(['the gate', 'the number', 'the colour']);
    await expect(text(portal).locator('strong')).toHaveText('twice');
    await expectAccessible(portal);
  });

  test('folded away they stay so, and say when they have changed', async ({ owner: admin, worker }) => {
    const scan = await admin.openScan('Gate sweep', { instructions: 'Look twice.' });
    const page = await worker.enter(scan);
    await expect(text(page)).toContainText('Look twice.');
    // Kept with the press itself: the page may go away with it.
    const isKept = await fold(page).evaluate((summary: HTMLElement) => {
      const before = JSON.stringify(localStorage);
      summary.click();
      return JSON.stringify(localStorage) !== before;
    });
    expect(isKept).toBe(true);
    await page.reload();
    await expect(fold(page)).toBeVisible();
    await expect(text(page)).toBeHidden();
    await expect(brief(page).getByText('changed')).toBeHidden();

    await rewrite(admin, scan, 'Look once.');
    await expect(brief(page).getByText('changed')).toBeVisible();
    await expect(text(page)).toBeHidden();
    await expectAccessible(page);
    await fold(page).click();
    await expect(text(page)).toContainText('Look once.');
    await expect(brief(page).getByText('changed')).toBeHidden();
    await rewrite(admin, scan, 'Do not look.');
    await expect(text(page)).toContainText('Do not look.');
  });

  test('however long they are, there is room to write', async ({ owner: admin, worker }) => {
    const scan = await admin.openScan('Gate sweep', { instructions: 'Look twice.\n\n'.repeat(100) });
    const page = await worker.enter(scan);
    await expect(text(page)).toBeVisible();
    for (const height of [844, 640, 420, 380]) {
      await page.setViewportSize({ width: page.viewportSize()?.width ?? 390, height });
      await expect(page.getByLabel('Your suggestion', { exact: true })).toBeInViewport({ ratio: 1 });
      await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeInViewport({ ratio: 1 });
    }
  });

  test('a guest reads them too', async ({ owner: admin, browser, contextOptions }) => {
    const scan = await admin.openScan('Gate sweep', { instructions: 'Look *twice*.', guests: true });
    const context = await browser.newContext(contextOptions);
    const page = await context.newPage();
    await page.goto(scan.links.worker);
    await page.getByLabel('Your name').fill('Grace');
    await page.getByRole('button', { name: 'Enter' }).click();
    await expect(text(page).locator('em')).toHaveText('twice');
    await context.close();
  });

  test('whatever is written there, nothing runs and nothing is fetched', async ({ admin, worker }) => {
    const scan = await admin.openScan();
    const happened: string[] = [];
    for (const { page } of [admin, worker]) {
      page.on('dialog', (dialog) => {
        happened.push(dialog.message());
        void dialog.dismiss();
      });
      page.on('request', (request) => {
        if (!/^(blob|http:\/\/localhost)/.test(request.url())) happened.push(request.url());
      });
    }
    const portal = await worker.enter(scan);
    const desk = await admin.enter(scan);
    for (const [index, pack] of loaded().entries()) {
      await rewrite(admin, scan, `${pack.slice(0, LONGEST - 20)}\n\nend of ${index}`);
      await expect(text(portal)).toContainText(`end of ${index}`);
    }
    await expect(text(portal)).toContainText('alert(1)');
    await desk.getByRole('button', { name: 'Manage the scan' }).click();
    await desk.getByRole('menuitem', { name: 'Edit' }).click();
    await desk.getByRole('dialog').getByRole('button', { name: 'Preview' }).click();
    await expect(desk.getByRole('region', { name: 'Instructions as workers see them' })).toContainText('alert(1)');
    // What would run when it is touched.
    for (const link of await text(portal).getByRole('link').all()) {
      await link.hover();
      await expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow');
    }
    expect(happened).toEqual([]);
  });
});
