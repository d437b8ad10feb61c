import { expect, test } from './fixtures';

type Violations = { violations: string[] };

test.describe('trusted types', () => {
  test('no page turns a text into markup or a script', async ({ admin, worker }) => {
    for (const { context } of [admin, worker]) {
      await context.addInitScript(() => {
        const violations: string[] = [];
        Object.assign(window, { violations });
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => violations.push(`${violatedDirective} ${sample}`));
      });
    }
    const scan = await admin.openScan('Gate sweep', { instructions: 'Look at the *left* side first' });
    await worker.submit(scan, '<b>Badge</b> reader is dark');
    const own = `/admin/scans/${scan.id}`;
    const visits = [
      ...['/admin', own, `${own}/tasks`, `${own}/summary`, `${own}/wall`, '/account', '/nothing'].map((path) => ({ page: admin.page, path })),
      ...['/worker', scan.links.worker].map((path) => ({ page: worker.page, path })),
    ];
    for (const { page, path } of visits) {
      await page.goto(path);
      await expect(page.locator('h1').first()).toBeAttached();
      await expect(page.locator('main[aria-busy]')).toHaveCount(0);
      expect(await page.evaluate(() => (window as unknown as Violations).violations), path).toEqual([]);
    }
  });

  test('the browser refuses it, and any other policy', async ({ page }) => {
    await page.goto('/login');
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    const tried = await page.evaluate(async () => {
      const refused = async (act: () => unknown): Promise<boolean> => {
        try {
          await act();
          return false;
        } catch (error) {
          return error instanceof TypeError;
        }
      };
      const { trustedTypes } = window as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => unknown } };
      return {
        markup: await refused(() => (document.createElement('div').innerHTML = '<b>text</b>')),
        script: await refused(() => (document.createElement('script').src = '/assets/other.js')),
        another: await refused(() => trustedTypes.createPolicy('another', {})),
        again: await refused(() => trustedTypes.createPolicy('taskstream', {})),
        worker: await refused(() => new Worker('/assets/other.js')),
      };
    });
    expect(tried).toEqual({ markup: true, script: true, another: true, again: true, worker: true });
  });
});
