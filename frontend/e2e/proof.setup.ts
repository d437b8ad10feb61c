import { test as setup } from '@playwright/test';
import { build } from 'vite';
import { PROOF } from './proof';

setup('the pages are built with what is not shipped', async () => {
  await build({ mode: 'proof', logLevel: 'warn', build: { outDir: PROOF, emptyOutDir: true } });
});
