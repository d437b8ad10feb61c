import { useSyncExternalStore } from 'react';

function subscribe(tell: () => void): () => void {
  document.addEventListener('fullscreenchange', tell);
  return () => document.removeEventListener('fullscreenchange', tell);
}

const isFull = (): boolean => document.fullscreenElement !== null;

/** Fill the screen with the page, or give the rest of it back. Where the browser refuses, nothing happens. */
export function toggleFullScreen(): void {
  const call = isFull() ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  call.catch(() => undefined);
}

/** Whether the page fills the screen; null where the browser has no such thing. */
export function useFullScreen(): boolean | null {
  const full = useSyncExternalStore(subscribe, isFull);
  return document.fullscreenEnabled ? full : null;
}
