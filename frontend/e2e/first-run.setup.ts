import { bootstrapCode, expect, expectAccessible, FIRST_ADMIN, test as setup } from './fixtures';

setup('the first admin is made from the printed link', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Become the first admin' })).toBeVisible();

  await page.goto(`/setup#code=${bootstrapCode()}`);
  await expect(page.getByLabel('Admin code')).toHaveValue(bootstrapCode());
  expect(new URL(page.url()).hash).toBe('');
  await expectAccessible(page);

  await page.getByLabel('User name').fill(FIRST_ADMIN.username);
  await page.getByLabel('Password', { exact: true }).fill(FIRST_ADMIN.password);
  await page.getByRole('button', { name: 'Make the admin account' }).click();
  await expect(page).toHaveURL('/admin');

  await page.goto('/account');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/login');
  await page.goto('/setup');
  await expect(page.getByRole('heading', { name: /has its admin already/ })).toBeVisible();
});
