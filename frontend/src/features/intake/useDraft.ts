import { useEffect, useState, type Dispatch, type SetStateAction } from 'react';
import { readStored, writeStored } from '@/lib/stored';

/** Text that is being written: kept in the browser with each key, until it is set to nothing. */
export function useDraft(userId: string, scanId: string): [string, Dispatch<SetStateAction<string>>] {
  const key = `taskstream.draft.${userId}.${scanId}`;
  const [draft, setDraft] = useState(() => readStored(key) ?? '');
  useEffect(() => {
    writeStored(key, draft === '' ? null : draft);
  }, [key, draft]);
  return [draft, setDraft];
}
