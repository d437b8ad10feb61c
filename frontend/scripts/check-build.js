// Prints what a page costs on its first visit, and fails the build when a page has
// outgrown its budget or the built page would break the content security policy.
import { readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const DIST = new URL('../dist/', import.meta.url);
const KB = 1024;

const PAGES = [
  {
    name: 'first page',
    budget: 150,
    parts: ['index.html', 'src/features/account/AuthFrame.tsx', 'src/features/account/LoginPage.tsx'],
  },
  {
    name: 'portal',
    budget: 130,
    parts: ['index.html', 'src/live/LiveProvider.tsx', 'src/features/intake/WorkerPortal.tsx'],
  },
  // No budget of its own in the design: printed, so that a jump is seen.
  {
    name: 'console',
    budget: Infinity,
    parts: ['index.html', 'src/live/LiveProvider.tsx', 'src/features/grid/AdminDashboard.tsx'],
  },
];
const FONT = /assets\/inter-latin-wght-normal-.*\.woff2$/;
const FONT_BUDGET = 90;

const read = (name) => readFileSync(new URL(name, DIST));
const manifest = JSON.parse(read('.vite/manifest.json'));
const faults = [];

/** All script files that these parts load before they run. */
function filesOf(parts, seen = new Set()) {
  for (const part of parts) {
    const chunk = manifest[part];
    if (!chunk) throw new Error(`${part} is no part of the build: has it been moved?`);
    if (seen.has(chunk.file)) continue;
    seen.add(chunk.file);
    filesOf(chunk.imports ?? [], seen);
  }
  return seen;
}

function check(what, bytes, budget) {
  const size = bytes / KB;
  const limit = budget === Infinity ? '' : ` of ${budget}`;
  console.log(`  ${what.padEnd(26)} ${size.toFixed(1).padStart(6)}${limit} KB`);
  if (size > budget) faults.push(`${what}: ${size.toFixed(1)} KB, at most ${budget} are allowed`);
}

for (const { name, budget, parts } of PAGES) {
  const bytes = [...filesOf(parts)].map((file) => gzipSync(read(file), { level: 9 }).length);
  check(`${name}, script gzipped`, bytes.reduce((sum, size) => sum + size, 0), budget);
}

const fonts = Object.values(manifest).map(({ file }) => file).filter((file) => FONT.test(file));
if (fonts.length !== 1) throw new Error(`${fonts.length} files look like the first page's font`);
check('first page, font', statSync(new URL(fonts[0], DIST)).size, FONT_BUDGET);

const html = read('index.html').toString();
const outside = html.match(/(?:src|href)="(?:https?:)?\/\/[^"]*"/g) ?? [];
const inline = html.match(/<style|<script(?![^>]*\ssrc=)|\sstyle="|\son\w+="/g) ?? [];
for (const found of [...outside, ...inline]) faults.push(`index.html: the content security policy refuses ${found}`);

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
