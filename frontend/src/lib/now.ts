import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let second = Math.floor(Date.now() / 1000);

// One timer for the whole page, and none while nobody looks.
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
}

function tick() {
  second = Math.floor(Date.now() / 1000);
  for (const listener of listeners) listener();
}

/** Read the device's time in milliseconds, in whole seconds; the component draws again each second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => second) * 1000;
}
