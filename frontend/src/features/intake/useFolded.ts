import { useSyncExternalStore } from 'react';
import { useSetting, writeSetting } from '@/lib/setting';

const WIDE = '(min-width: 62.5rem)';
const UNFOLDED = 'unfolded';

export type Folding = {
  readonly isOpen: boolean;
  /** Whether the text is another one than when it was folded away. */
  readonly isNews: boolean;
  readonly toggle: (isOpen: boolean) => void;
};

/**
 * Whether the scan's instructions are open: as the worker has left them on this device, else where there is
 * something to read or room for it.
 */
export function useFolded(scanId: string, text: string): Folding {
  const key = `taskstream.brief.${scanId}`;
  const kept = useSetting(key);
  const isWide = useSyncExternalStore(onWidth, () => window.matchMedia(WIDE).matches);
  const folded = markOf(text);
  const isOpen = kept === null ? isWide || text !== '' : kept === UNFOLDED;
  return {
    isOpen,
    isNews: !isOpen && kept !== null && kept !== folded,
    toggle: (open) => writeSetting(key, open ? UNFOLDED : folded),
  };
}

function onWidth(listener: () => void): () => void {
  const query = window.matchMedia(WIDE);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Tells texts apart, in a few letters. Two that look alike to it merely show no mark. */
const markOf = (text: string): string => Array.from(text).reduce((sum, letter) => (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0, 7).toString(36);
