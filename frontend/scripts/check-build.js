// Prints what a page costs on its first visit, and fails the build when a page has
// outgrown its budget or the built page would break the content security policy.
import { existsSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { chunksOf, CONSOLE, DIST, FIRST_PAGE, firstFont, fontsOf, manifest, PORTAL, read, scripts } from './build.js';

const KB = 1024;
const PAGES = [
  { name: 'first page', budget: 150, parts: FIRST_PAGE },
  { name: 'portal', budget: 130, parts: PORTAL },
  { name: 'console', budget: 180, parts: CONSOLE },
];
const FONT_BUDGET = 90;
const faults = [];

function check(what, bytes, budget) {
  const size = bytes / KB;
  console.log(`  ${what.padEnd(26)} ${size.toFixed(1).padStart(6)} of ${budget} KB`);
  if (size > budget) faults.push(`${what}: ${size.toFixed(1)} KB, at most ${budget} are allowed`);
}

for (const { name, budget, parts } of PAGES) {
  const bytes = [...chunksOf(parts).keys()].map((file) => gzipSync(read(file), { level: 9 }).length);
  check(`${name}, script gzipped`, bytes.reduce((sum, size) => sum + size, 0), budget);
}

// A letter of another alphabet brings another file; what English needs is there before anything is shown.
const fonts = fontsOf(FIRST_PAGE).filter((file) => /-latin-wght-/.test(file));
if (!fonts.includes(firstFont())) faults.push(`the first page's font is not in its styles: ${firstFont()}`);
check('first page, fonts', fonts.reduce((sum, file) => sum + statSync(new URL(file, DIST)).size, 0), FONT_BUDGET);

// The server gives the packed ones to whoever takes them, and none where they are missing.
for (const file of ['index.html', ...chunksOf([...FIRST_PAGE, ...PORTAL, ...CONSOLE]).keys()]) {
  for (const kind of ['br', 'gz']) {
    if (!existsSync(new URL(`${file}.${kind}`, DIST))) faults.push(`not packed: ${file}.${kind}`);
  }
}

const html = read('index.html').toString();
const outside = html.match(/(?:src|href)="(?:https?:)?\/\/[^"]*"/g) ?? [];
const inline = html.match(/<style|<script(?![^>]*\ssrc=)|\sstyle="|\son\w+="/g) ?? [];
for (const found of [...outside, ...inline]) faults.push(`index.html: the content security policy refuses ${found}`);

// What only developers and tests see: the page of components, and words in disguise.
const NOT_SHIPPED = { 'src/app/components/': Object.keys(manifest), 'taskstream.disguise': scripts().map((file) => read(file).toString()) };
for (const [sign, places] of Object.entries(NOT_SHIPPED)) {
  if (places.some((place) => place.includes(sign))) faults.push(`what is not to be shipped is part of the build: ${sign}`);
}

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
