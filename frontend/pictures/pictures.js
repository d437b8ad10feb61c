// What each picture shows, and how one gets there.
const DESK = { width: 1440, height: 900 };
const PHONE = { who: 'worker', viewport: { width: 390, height: 844 }, touch: true };

const grid = (page) => page.getByRole('grid', { name: 'Waiting tasks' });

/** Open the console of a scan, and wait until all of it is there. */
async function openConsole(page, about, name) {
  await page.goto(`/admin/scans/${about.scans[name]}`);
  await page.getByText(/^Live\d+ ms/).waitFor();
  await grid(page).locator('[role="gridcell"][tabindex="0"]').waitFor();
}

/** Let the pointer rest on a card, given as shares of the grid's width and height. */
async function pointAt(page, across, down) {
  const box = await grid(page).boundingBox();
  await page.mouse.move(box.x + box.width * across, box.y + box.height * down);
  await page.locator('[class*="loupe"]').waitFor();
}

async function openPortal(page, about, name) {
  await page.goto(`/worker/scan/${about.scans[name]}`);
  await page.getByText(/^Live\d+ ms/).waitFor();
  await page.locator('main:not([aria-busy]) li').first().waitFor();
}

const desk = (name, more = {}) => ({ name, viewport: DESK, take: (page, about) => openConsole(page, about, name), ...more });

export const PICTURES = [
  desk('console-7'),
  desk('console-50'),
  desk('console-300', {
    take: async (page, about) => {
      await openConsole(page, about, 'console-300');
      await pointAt(page, 0.45, 0.4);
    },
  }),
  desk('console-2000', {
    take: async (page, about) => {
      await openConsole(page, about, 'console-2000');
      await pointAt(page, 0.3, 0.35);
    },
  }),
  desk('console-light', { theme: 'light', take: (page, about) => openConsole(page, about, 'console-50') }),
  desk('wall', {
    // A wall that only this computer can reach would say so.
    host: 'tasks.example.org',
    take: async (page, about) => {
      await page.goto(`/admin/scans/${about.scans['console-50']}/wall`);
      await page.getByText(/^Live\d+ ms/).waitFor();
      await grid(page).locator('[role="gridcell"][tabindex="0"]').waitFor();
      // What is there for the hand goes by itself.
      await page.locator('[data-at-rest]').waitFor();
    },
  }),
  {
    ...PHONE,
    name: 'portal-open',
    take: async (page, about) => {
      await openPortal(page, about, 'portal-open');
      await page.getByRole('textbox', { name: 'Your suggestion' }).fill('Water on the floor at gate 11.');
    },
  },
  {
    ...PHONE,
    name: 'portal-fix',
    take: async (page, about) => {
      await openPortal(page, about, 'portal-open');
      await page.getByRole('button', { name: 'Fix and resend' }).click();
      await page.getByLabel('Your correction').fill('Fire door 12 propped open in the lounge corridor.');
    },
  },
  {
    ...PHONE,
    name: 'portal-offline',
    take: async (page, about) => {
      await openPortal(page, about, 'portal-open');
      await page.context().setOffline(true);
      await page.getByRole('textbox', { name: 'Your suggestion' }).fill('Smoke detector hangs loose at belt 3.');
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page.getByText('not sent yet: no network').waitFor();
      await page.getByText('No connection.').waitFor();
    },
  },
  { ...PHONE, name: 'portal-paused', take: (page, about) => openPortal(page, about, 'portal-paused') },
  { ...PHONE, name: 'portal-closed', theme: 'light', take: (page, about) => openPortal(page, about, 'portal-closed') },
];
