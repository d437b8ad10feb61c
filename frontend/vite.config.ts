import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// The server that the development pages talk to. `npm run dev` serves the pages
// itself and passes everything else on.
const server = process.env.TASKSTREAM_URL ?? 'http://127.0.0.1:5000';

export default defineConfig({
  plugins: [react()],
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
