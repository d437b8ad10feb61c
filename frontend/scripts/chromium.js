// Which Chromium drives the pages: the one named, or one that Debian has put there.
import { existsSync } from 'node:fs';

// The first is the same browser without its own windows and menus, for two thirds of the processor's time.
const DEBIANS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/** Its path; undefined is Playwright's own. */
export const executablePath = process.env.TASKSTREAM_CHROMIUM ?? DEBIANS.find((path) => existsSync(path));
