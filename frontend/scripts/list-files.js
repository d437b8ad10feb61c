// Writes what the service worker keeps: all that a worker's pages may load, so that they work
// where there is no network. The console needs a server.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { allChunksOf, DIST, FIRST_PAGE, firstFont, manifest, PORTAL, read } from './build.js';

const parts = [...FIRST_PAGE, ...PORTAL, 'src/app/ListsLayout.tsx', 'src/features/intake/WorkerHome.tsx'];
const built = [...allChunksOf(parts)].flatMap(([file, { css = [] }]) => [file, ...css]);
const files = ['index.html', 'theme.js', 'icon.svg', 'manifest.json', firstFont(), ...new Set(built)];
const hash = createHash('sha256');
for (const file of [...files, 'sw.js']) hash.update(file).update(read(file));
const build = {
  version: hash.digest('hex').slice(0, 16),
  entry: `/${manifest['index.html'].file}`,
  files: files.map((file) => `/${file}`),
};
writeFileSync(new URL('sw-files.js', DIST), `self.BUILD = ${JSON.stringify(build, null, 2)};\n`);
