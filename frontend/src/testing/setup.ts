import '@testing-library/jest-dom/vitest';
import 'fake-indexeddb/auto';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';
import { forget } from '@/lib/database';

// jsdom lays nothing out, and so there is nothing to scroll.
Element.prototype.scrollIntoView = () => undefined;

afterEach(async () => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
  await Promise.all([forget('outbox', []), forget('scans', [])]);
});
