import { useEffect, useState } from 'react';
import { readStored, writeStored } from '@/lib/stored';
import type { TaskView } from '@/live/protocol.gen';

export type Correction = {
  /** What was typed, null until something was. Kept in the browser until the server has it. */
  readonly draft: string | null;
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
  readonly write: (text: string | null) => void;
};

const keyOf = (userId: string, taskId: string) => `taskstream.fix.${userId}.${taskId}`;

/** Whether there is one, begun and not yet arrived. */
export const isCorrecting = (userId: string, taskId: string): boolean => readStored(keyOf(userId, taskId)) !== null;

/** The author's correction of a task that was sent back: a draft of its own for each task. */
export function useCorrection(userId: string, { id, status, text }: TaskView): Correction {
  const key = keyOf(userId, id);
  const [draft, write] = useState(() => readStored(key));
  const [isOpen, setOpen] = useState(draft !== null);
  useEffect(() => {
    writeStored(key, draft);
  }, [key, draft]);

  // Whatever way it got there: the server has it.
  const hasArrived = status !== 'returned' && draft === text;
  if (hasArrived) {
    write(null);
    setOpen(false);
  }
  return { draft, isOpen, open: () => setOpen(true), close: () => setOpen(false), write };
}
