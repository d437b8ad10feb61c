import { useEffect, useSyncExternalStore } from 'react';
import { useSetting, writeSetting } from '@/lib/setting';

const WIDE = '(min-width: 62.5rem)';
const UNFOLDED = 'unfolded';
/** Before the mark of a text that was folded away by itself. */
const BY_ITSELF = '~';

export type Folding = {
  readonly isOpen: boolean;
  /** Whether the text is another one than when it was folded away. */
  readonly isNews: boolean;
  readonly toggle: (isOpen: boolean) => void;
};

/**
 * Whether the scan's instructions are open: as the worker has left them on this device, else where there is
 * room for them, or something to read and nothing sent yet.
 */
export function useFolded(scanId: string, text: string, hasSent: boolean): Folding {
  const key = `taskstream.brief.${scanId}`;
  const kept = useSetting(key);
  const isWide = useSyncExternalStore(onWidth, () => window.matchMedia(WIDE).matches);
  const folded = markOf(text);
  const hasChosen = kept !== null && !kept.startsWith(BY_ITSELF);
  const isOpen = hasChosen ? kept === UNFOLDED : isWide || (text !== '' && !hasSent);

  // So that a text that changes afterwards is told of.
  useEffect(() => {
    if (!isOpen && kept === null) writeSetting(key, BY_ITSELF + folded);
  }, [isOpen, kept, key, folded]);

  return {
    isOpen,
    isNews: !isOpen && kept !== null && kept !== folded && kept !== BY_ITSELF + folded,
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
