import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// The server that the development pages talk to. `npm run dev` serves the pages
// itself and passes everything else on.
const server = process.env.TASKSTREAM_URL ?? 'http://127.0.0.1:5000';

/**
 * The socket only ever speaks over a WebSocket, but its library brings every transport that
 * it knows, and the portal is short of room.
 */
const websocketOnly: Plugin = {
  name: 'websocket-only',
  transform: {
    filter: { id: /engine\.io-client\/build\/esm\/transports\/index\.js$/ },
    handler: () => ({
      code: "import { WS } from './websocket.js';\nexport const transports = { websocket: WS };\n",
      map: null,
    }),
  },
};

// What stands in the router's way out of the build, each with what stands there instead: names for developers' tools and
// calls that do not say that they do nothing by themselves, which keep its forms; and a link's loading ahead, which asks
// for a server of its own kind.
const ROUTER: readonly (readonly [RegExp, string])[] = [
  [/^\w+\.displayName = "\w+";$/gm, ''],
  [/(?<=^var \w+ = )(?=React\d*\.forwardRef\()/gm, '/* @__PURE__ */ '],
  [/React\d*\.createElement\(PrefetchPageLinks, \{ page: href \}\)/g, 'null'],
];

/** The router without what no page of ours uses: it is a tenth of what the portal may weigh. */
const leanRouter: Plugin = {
  name: 'lean-router',
  apply: 'build',
  transform: {
    filter: { id: /react-router\/dist\/[^?]*\.mjs$/, code: 'var NavLink = ' },
    handler: (code) => ({ code: ROUTER.reduce(replaced, code), map: null }),
  },
};

/** With another release they may be called otherwise: then somebody has to look. */
function replaced(code: string, [what, by]: (typeof ROUTER)[number]): string {
  if (code.search(what) < 0) throw new Error(`The router has no ${what.source} any more: see ROUTER.`);
  return code.replace(what, by);
}

const STYLES = /^ *<link rel="stylesheet".*\n/gm;

/**
 * What is shown before any script has come needs the styles alone: they are asked for before the scripts, which are twenty
 * times as much, and would have the line to themselves.
 */
const stylesFirst: Plugin = {
  name: 'styles-first',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => {
      const styles = html.match(STYLES)?.join('');
      if (styles === undefined) throw new Error('index.html names no styles any more: see STYLES.');
      return html.replace(STYLES, '').replace(/^ *<script type="module"/m, `${styles}$&`);
    },
  },
};

/** What the build warns of is mended, not read past. */
const failOnWarning: Plugin = {
  name: 'fail-on-warning',
  apply: 'build',
  closeBundle() {
    if (this.environment.logger.hasWarned) throw new Error('The build has warned of something: see above.');
  },
};

/** The letters of the latin alphabet under a name that does not change: for the page at /docs, which is not part of the build. */
const fontsByName: Plugin = {
  name: 'fonts-by-name',
  apply: 'build',
  generateBundle(_, files) {
    const faces = Object.entries({ 'Inter Variable': 'inter', 'JetBrains Mono Variable': 'jetbrains-mono' }).map(([family, font]) => {
      const file = Object.keys(files).find((name) => name.startsWith(`assets/${font}-latin-wght-normal-`));
      if (file === undefined) throw new Error(`The build has no ${family}.`);
      return `@font-face { font-family: '${family}'; font-weight: 100 900; font-display: swap; src: url(/${file}) format('woff2'); }\n`;
    });
    this.emitFile({ type: 'asset', fileName: 'fonts.css', source: faces.join('') });
  },
};

/** Text is packed once, when it is built, as small as it gets: the server only chooses. */
const packed: Plugin = {
  name: 'packed',
  apply: 'build',
  writeBundle({ dir = '' }, files) {
    for (const name of Object.keys(files).filter((file) => /\.(js|css|html)$/.test(file))) {
      const path = join(dir, name);
      const content = readFileSync(path);
      writeFileSync(`${path}.br`, brotliCompressSync(content));
      writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
    }
  },
};

/** What the first script and the pages behind it share. Left to itself, the build makes a file of each: two kilobytes of wrapping. */
const BASE =
  /node_modules\/react\/|lucide-react\/dist\/esm\/(?!icons)|src\/lib\/(assertNever|catalogue|cx|format|problem|setting|stored|words)\.ts|src\/live\/draftPlaces\.ts/;
/** What the console and the portal share, and the first script has no use for. What BASE has must stand there: what this needs comes with it. */
const SCAN =
  /src\/live\/(comingBack|LiveContext|backoff|scanState|round|countedAs|sums|likes)\.ts|src\/components\/ui\/(Badge|Kbd|ScanStatusBadge)\.tsx|src\/lib\/(characterKeys|platform|sound)\.ts/;
/** What the portal shares with its own parts that come later. */
const PORTAL = /src\/features\/intake\/(words|drafts)\.ts|src\/lib\/notices\.ts|lucide-react\/dist\/esm\/icons\/arrow-down\./;

export default defineConfig({
  plugins: [react(), websocketOnly, leanRouter, stylesFirst, fontsByName, packed, failOnWarning],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    proxy: {
      '/api': server,
      '/socket.io': { target: server, ws: true },
    },
  },
  build: {
    // The content security policy takes no data: URLs but for pictures, so that a
    // small font or script must stay a file of its own.
    assetsInlineLimit: 0,
    // The size check reads it: which file loads which.
    manifest: true,
    sourcemap: true,
    rolldownOptions: {
      // They do nothing when loaded but do not say so, and what is not used of them would stay.
      output: { codeSplitting: { groups: Object.entries({ base: BASE, scan: SCAN, portal: PORTAL }).map(([name, test]) => ({ name, test })) } },
      treeshake: { moduleSideEffects: [{ test: /node_modules\/(engine|socket)\.io/, sideEffects: false }] },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
    // No test takes long by itself; a machine that does much else at the time may make it.
    testTimeout: 30_000,
  },
});
