import { useState } from 'react';
import { correctionsOf } from '@/live/draftPlaces';
import type { TaskView } from '@/live/protocol.gen';
import { useDraft } from './useDraft';

export type Correction = {
  /** What was typed, null until something was. Kept in the browser until the server has it. */
  readonly draft: string | null;
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
  readonly write: (text: string | null) => void;
};

/** The author's correction of a task that was sent back: a draft of its own for each task, in each tab. */
export function useCorrection(userId: string, { id, status, text }: TaskView, startsOpen: boolean): Correction {
  const { draft: kept, setDraft } = useDraft(correctionsOf(userId, id));
  // All of the text may be taken out: that is no reason to show it again.
  const [isEmptied, setEmptied] = useState(false);
  const [isOpen, setOpen] = useState<boolean | null>(startsOpen || null);
  const draft = kept === '' && !isEmptied ? null : kept;

  const write = (next: string | null) => {
    setDraft(next ?? '');
    setEmptied(next === '');
  };
  // Whatever way it got there: the server has it.
  const hasArrived = status !== 'returned' && draft === text;
  if (hasArrived) {
    write(null);
    setOpen(null);
  }
  return { draft, isOpen: isOpen ?? draft !== null, open: () => setOpen(true), close: () => setOpen(false), write };
}
