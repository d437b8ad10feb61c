// What the build has made, as its manifest tells: shared by the scripts that run after it.
import { readFileSync } from 'node:fs';

export const DIST = new URL('../dist/', import.meta.url);
const ENTRY = 'index.html';
/** The pages by the modules that each loads before it shows anything. */
export const FIRST_PAGE = [ENTRY, 'src/features/account/AuthFrame.tsx', 'src/features/account/LoginPage.tsx'];
export const PORTAL = [ENTRY, 'src/live/LiveProvider.tsx', 'src/features/intake/WorkerPortal.tsx'];
export const CONSOLE = [ENTRY, 'src/live/LiveProvider.tsx', 'src/features/grid/AdminDashboard.tsx'];
/** The font of the first page. */
export const FONT = /assets\/inter-latin-wght-normal-.*\.woff2$/;

export const read = (name) => readFileSync(new URL(name, DIST));
export const manifest = JSON.parse(read('.vite/manifest.json'));

/** Return the chunks that these parts load before they run, by file name. */
export function chunksOf(parts, found = new Map()) {
  for (const part of parts) {
    const chunk = manifest[part];
    if (!chunk) throw new Error(`${part} is no part of the build: has it been moved?`);
    if (found.has(chunk.file)) continue;
    found.set(chunk.file, chunk);
    chunksOf(chunk.imports ?? [], found);
  }
  return found;
}

/** Return the chunks that these parts may ever load, but for the other pages that the first one leads to. */
export function allChunksOf(parts) {
  const found = chunksOf(parts);
  // A map's walk goes on with what is added to it on the way.
  for (const chunk of found.values()) {
    if (chunk !== manifest[ENTRY]) chunksOf(chunk.dynamicImports ?? [], found);
  }
  return found;
}

/** Return the names of all script files. */
export const scripts = () => Object.values(manifest).map(({ file }) => file).filter((file) => file.endsWith('.js'));

/** Return the fonts that the styles of these parts name. */
export function fontsOf(parts) {
  const styles = [...chunksOf(parts).values()].flatMap(({ css = [] }) => css);
  const named = styles.flatMap((file) => Array.from(read(file).toString().matchAll(/url\(\/([^)]+\.woff2)\)/g), ([, font]) => font));
  return [...new Set(named)];
}

/** Return the one font of the first page. */
export function firstFont() {
  const fonts = Object.values(manifest).map(({ file }) => file).filter((file) => FONT.test(file));
  if (fonts.length !== 1) throw new Error(`${fonts.length} files look like the first page's font`);
  return fonts[0];
}
