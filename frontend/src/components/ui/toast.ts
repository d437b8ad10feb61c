import type { Mark } from './marks';

export type Toast = {
  id: number;
  text: string;
  mark?: Mark;
  action?: { label: string; run: () => void };
  /** Until it is dismissed. */
  stays?: boolean;
};

const LIFETIME_MS = 6000;
const MOST = 3;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Say something that happened elsewhere. What happened here belongs beside the thing itself. */
export function showToast(toast: Omit<Toast, 'id'>): void {
  lastId += 1;
  const id = lastId;
  // Said again, it stands there once, and is announced again.
  set([...toasts.filter(({ text }) => text !== toast.text), { ...toast, id }].slice(-MOST));
  if (!toast.stays) setTimeout(() => dismissToast(id), LIFETIME_MS);
}

export function dismissToast(id: number): void {
  if (toasts.some((toast) => toast.id === id)) set(toasts.filter((toast) => toast.id !== id));
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const currentToasts = (): readonly Toast[] => toasts;
