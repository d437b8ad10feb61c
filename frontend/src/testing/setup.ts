import '@testing-library/jest-dom/vitest';
import 'fake-indexeddb/auto';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';
import { forget } from '@/lib/database';

// jsdom lays nothing out, and so there is nothing to scroll.
Element.prototype.scrollIntoView = () => undefined;

window.IntersectionObserver = class {
  readonly root = null;
  readonly rootMargin = '';
  readonly scrollMargin = '';
  readonly thresholds = [];
  observe = () => undefined;
  unobserve = () => undefined;
  disconnect = () => undefined;
  takeRecords = () => [];
};

// Nor does it show a dialog.
HTMLDialogElement.prototype.showModal = function show() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
};

afterEach(async () => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
  await Promise.all([forget('outbox', []), forget('scans', [])]);
});
