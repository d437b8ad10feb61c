import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The console as it is built for users, with a stand-in for the server behind it.
export default defineConfig({
  root: here('.'),
  publicDir: here('../public'),
  plugins: [react()],
  resolve: { alias: { '@': here('../src') } },
  build: { assetsInlineLimit: 0, emptyOutDir: true },
});
