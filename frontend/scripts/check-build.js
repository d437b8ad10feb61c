// Prints what a page costs on its first visit, and fails the build when a page has
// outgrown its budget or the built page would break the content security policy.
import { statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { chunksOf, CONSOLE, DIST, FIRST_PAGE, firstFont, manifest, PORTAL, read, scripts } from './build.js';

const KB = 1024;
const PAGES = [
  { name: 'first page', budget: 150, parts: FIRST_PAGE },
  { name: 'portal', budget: 130, parts: PORTAL },
  // No budget of its own in the design: printed, so that a jump is seen.
  { name: 'console', budget: Infinity, parts: CONSOLE },
];
const FONT_BUDGET = 90;
const faults = [];

function check(what, bytes, budget) {
  const size = bytes / KB;
  const limit = budget === Infinity ? '' : ` of ${budget}`;
  console.log(`  ${what.padEnd(26)} ${size.toFixed(1).padStart(6)}${limit} KB`);
  if (size > budget) faults.push(`${what}: ${size.toFixed(1)} KB, at most ${budget} are allowed`);
}

for (const { name, budget, parts } of PAGES) {
  const bytes = [...chunksOf(parts).keys()].map((file) => gzipSync(read(file), { level: 9 }).length);
  check(`${name}, script gzipped`, bytes.reduce((sum, size) => sum + size, 0), budget);
}

check('first page, font', statSync(new URL(firstFont(), DIST)).size, FONT_BUDGET);

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
