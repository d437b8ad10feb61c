import { expect, expectAccessible, test, uniqueName } from './fixtures';

const PASSWORD = 'correct horse battery';

test.describe('accounts', () => {
  test('a link to a scan leads through registering, and on to the scan', async ({ page, owner: admin }) => {
    const scan = await admin.openScan('North gate');
    await page.goto(scan.links.worker);
    await expect(page).toHaveURL(/\/login\?next=/);
    await expect(page.getByText('To send suggestions into this scan', { exact: false })).toBeVisible();
    const ways = page.getByRole('navigation', { name: 'Two ways in' }).getByRole('link');
    await expect(ways).toHaveText(['Sign in', 'Make an account']);
    await expectAccessible(page);

    // There and back again: the scan is not forgotten on the way.
    await ways.nth(1).click();
    await expect(page.getByRole('heading', { name: 'Make an account' })).toBeVisible();
    await ways.nth(0).click();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await page.getByRole('link', { name: 'Make an account' }).click();
    await expect(page.getByRole('heading', { name: 'Make an account' })).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('User name').fill(uniqueName('New worker'));
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Make an account' }).click();

    await expect(page).toHaveURL(scan.links.worker);
    await expect(page.getByRole('heading', { name: 'North gate' })).toBeVisible();
  });

  test('a reload and a new tab find the session again; signing out ends it in both', async ({ worker }) => {
    const { page, context } = worker;
    await page.goto('/account');
    await expect(page.getByRole('heading', { name: worker.name })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { name: worker.name })).toBeVisible();

    const other = await context.newPage();
    await other.goto('/worker');
    await expect(other.getByRole('heading', { name: 'My scans' })).toBeVisible();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page).toHaveURL('/login');
    await other.reload();
    await expect(other).toHaveURL(/\/login/);
  });

  test('signing out in one tab ends the live page in another', async ({ owner: admin, worker }) => {
    const scan = await admin.openScan();
    const portal = await worker.enter(scan);
    const other = await worker.context.newPage();
    await other.goto('/account');
    await other.getByRole('button', { name: 'Sign out' }).click();
    await expect(portal).toHaveURL(/\/login\?next=/);
  });

  test('what is wrong is said beside its field, in words', async ({ page, sender: worker }) => {
    await page.goto('/register');
    const name = page.getByLabel('User name');
    const password = page.getByLabel('Password', { exact: true });
    const make = page.getByRole('button', { name: 'Make an account' });
    await password.fill('1 🔑 5');
    await make.click();
    // Not in a bubble of the browser's, which speaks its own language and goes by itself.
    await expect(name).toHaveAccessibleDescription('Fill this in.');
    await expect(password).toHaveAccessibleDescription('Use 8 characters or more.');
    await expect(name).toBeFocused();
    await expectAccessible(page);

    // What is being mended is not blamed any longer.
    await name.fill(worker.name);
    await expect(name).toHaveAccessibleDescription(/^2 to 40 letters/);
    await password.fill(worker.name.toUpperCase());
    await make.click();
    await expect(password).toHaveAccessibleDescription('Is the same as the user name; choose another.');
    await expect(password).toBeFocused();
    await password.fill('password1');
    await make.click();
    await expect(password).toHaveAccessibleDescription(/less common/);

    await password.fill(PASSWORD);
    await make.click();
    await expect(page.getByRole('alert')).toHaveText('This user name is taken.');
    await expectAccessible(page);

    await page.goto('/login');
    await name.fill(worker.name);
    await page.keyboard.press('Enter');
    await expect(password).toHaveAccessibleDescription('Fill this in.');
    await expect(password).toBeFocused();
    await page.keyboard.type('not the password');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toHaveText('The user name or the password is wrong.');
  });

  test('an invitation makes an admin, once', async ({ page, admin }) => {
    await admin.page.goto('/account');
    await admin.page.getByRole('button', { name: 'Invite an admin' }).click();
    const link = await admin.page.getByLabel('Invitation link').inputValue();
    await expectAccessible(admin.page);

    await page.goto(link);
    await expect(page.getByLabel('Invitation code')).not.toHaveValue('');
    await page.getByLabel('User name').fill(uniqueName('Second admin'));
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Make an account' }).click();
    await expect(page).toHaveURL('/admin');
  });

  test('an invitation leads to where others reach the server, or says that it works here only', async ({ admin }) => {
    const { page } = admin;
    await page.goto('/account');
    const link = page.getByLabel('Invitation link');
    // The server of the tests lets nobody else in.
    await page.getByRole('button', { name: 'Invite a worker' }).click();
    await expect(link).toHaveValue(/^http:\/\/localhost:/);
    await expect(link).toHaveAccessibleDescription(/this computer only/);
    await page.route('**/invites', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...((await response.json()) as object), share: { network: ['http://192.0.2.7:5000'] } } });
    });
    await page.getByRole('button', { name: 'Invite an admin' }).click();
    await expect(link).toHaveValue(/^http:\/\/192\.0\.2\.7:5000\/register#code=/);
    await expect(link).toHaveAccessibleDescription(/network of this computer/);
  });

  test('the account menu works by keyboard, and the theme holds through a reload', async ({ worker }) => {
    const { page } = worker;
    await page.goto('/worker');
    await page.getByRole('button', { name: `Account of ${worker.name}` }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: 'My scans' })).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menuitem', { name: 'My scans' })).toBeHidden();

    await page.keyboard.press('Enter');
    await page.getByRole('menuitemradio', { name: 'Light' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    await expect(page.getByRole('heading', { name: 'My scans' })).toBeVisible();
    await expectAccessible(page);
  });

  test('the account menu opens also when it was asked for before it was there', async ({ worker }) => {
    const { page } = worker;
    let letGo: (() => void) | undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route(/AccountMenuItems.*\.js$/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto('/worker');
    await page.getByRole('button', { name: `Account of ${worker.name}` }).press('Enter');
    letGo?.();
    await expect(page.getByRole('menuitem', { name: 'My scans' })).toBeFocused();
  });

  test('effects are chosen once, and hold in every tab', async ({ worker }) => {
    const { page, context } = worker;
    await page.goto('/account');
    const other = await context.newPage();
    await other.goto('/worker');
    await page.getByRole('radio', { name: /^Solid/ }).check();
    for (const tab of [page, other]) await expect(tab.locator('html')).toHaveAttribute('data-effects', 'solid');
    await expectAccessible(page);
    await page.reload();
    await expect(page.getByRole('radio', { name: /^Solid/ })).toBeChecked();
    await expect(page.locator('html')).toHaveAttribute('data-effects', 'solid');
  });

  test('an address that leads nowhere says so', async ({ page }) => {
    const answer = await page.goto('/no/such/page');
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'To the start' }).click();
    await expect(page).toHaveURL('/login');
  });
});
