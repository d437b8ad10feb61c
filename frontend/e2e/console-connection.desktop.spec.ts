import type { Page, WebSocketRoute } from '@playwright/test';
import { cards, counter, open, panel } from './console';
import { expect, FIRST_ADMIN, test } from './fixtures';

/** Put a line between a page and the server that carries only what `carries` says. */
async function tap(page: Page, carries: (message: string) => boolean): Promise<void> {
  await page.routeWebSocket(/socket\.io/, (socket: WebSocketRoute) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      if (carries(String(message))) server.send(message);
    });
    server.onMessage((message) => {
      if (carries(String(message))) socket.send(message);
    });
  });
}

test.describe('the console’s connection', () => {
  test('what a line has swallowed is made good by the next heartbeats', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    const first = await worker.submit(scan, 'seen at once');
    let swallows = '';
    let swallowed = 0;
    await tap(admin.page, (message) => {
      if (swallows === '' || !message.includes(swallows)) return true;
      swallowed += 1;
      return false;
    });
    const page = await admin.enter(scan);
    await expect(cards(page)).toHaveCount(1);

    // The last of all: the heartbeat knows of a number that never came.
    swallows = '"new_task"';
    const lost = await worker.submit(scan, 'lost on the way');
    await expect.poll(() => swallowed).toBe(1);
    await expect(cards(page)).toHaveCount(2);

    // One between others: the number of changes tells.
    swallows = '"task_updated"';
    await admin.decide(first, 'validate');
    await expect.poll(() => swallowed).toBe(2);
    swallows = '';
    await admin.decide(lost, 'refuse');
    await expect(counter(page, 'refused')).toHaveText('1');
    await expect(counter(page, 'validated')).toHaveText('1');
    await expect(cards(page)).toHaveCount(0);
  });

  test('a line that has gone silent is noticed within 25 s, and another one made', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    await worker.submit(scan, 'before the silence');
    let isSilent = false;
    await tap(admin.page, () => !isSilent);
    await admin.page.clock.install();
    const page = await admin.enter(scan);
    await open(page, 1);
    isSilent = true;
    await worker.submit(scan, 'in the silence');
    await page.clock.fastForward(25_000);
    await expect(page.getByText('Reconnecting')).toBeVisible();
    await expect(panel(page).getByRole('button', { name: 'Validate' })).toBeDisabled();
    isSilent = false;
    await expect(page.getByText(/^Live/)).toBeVisible();
    await expect(cards(page)).toHaveCount(2);
    await expect(panel(page).getByRole('button', { name: 'Validate' })).toBeEnabled();
  });

  test('a session that ends elsewhere leads to signing in, and back to the same scan', async ({ admin, sender: worker }) => {
    const scan = await admin.openScan();
    await worker.submit(scan, 'waits for the desk');
    const page = await admin.enter(scan);
    await expect(cards(page)).toHaveCount(1);
    await admin.context.request.post('/api/v1/logout');
    await expect(page).toHaveURL(/\/login\?next=/);
    await page.getByLabel('User name').fill(admin.name);
    await page.getByLabel('Password', { exact: true }).fill(FIRST_ADMIN.password);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(scan.links.console ?? '');
    await expect(page.getByText(/^Live/)).toBeVisible();
    await expect(cards(page)).toHaveCount(1);
  });
});
