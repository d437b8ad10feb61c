import { useState } from 'react';
import { readStored, writeStored } from '@/lib/stored';

/** Text that is being written: kept in the browser with each key, until it is set to nothing. */
export function useDraft(userId: string, scanId: string): [string, (text: string) => void] {
  const key = `taskstream.draft.${userId}.${scanId}`;
  const [draft, setDraft] = useState(() => readStored(key) ?? '');
  const change = (text: string) => {
    setDraft(text);
    writeStored(key, text === '' ? null : text);
  };
  return [draft, change];
}
