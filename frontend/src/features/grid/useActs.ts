import { useState } from 'react';
import type { TaskView } from '@/live/protocol.gen';
import type { Seen } from './desk';
import type { PanelActsProps } from './PanelActs';
import type { Refusing } from './refusing';

/**
 * What is typed and asked about the task in the panel. `askNote` asks with what the task is to be sent
 * back, `askReason` why it is refused: the task in the panel, unless another is named.
 */
export function useActs(task: TaskView | null, reasons: readonly string[], mayDecide: boolean) {
  const [reason, setReason] = useTypedFor(task, '');
  const [note, setNote] = useTypedFor<string | null>(task, null);
  const [asked, setAsked] = useTypedFor<Refusing['asked']>(task, null);
  const [last, setLast] = useState<string | null>(null);
  const refusing: Refusing = {
    reasons,
    asked,
    onAsk: (question) => {
      if (question !== null && !mayDecide) return;
      setNote(null);
      setAsked(question);
    },
    last,
    onGiven: (given) => given !== '' && setLast(given),
  };
  const acts: Omit<PanelActsProps, 'task'> = { mayDecide, reason, onReason: setReason, refusing, note, onNote: setNote };
  return {
    acts,
    askNote: () => {
      setAsked(null);
      if (mayDecide) setNote(note ?? '');
    },
    askReason: (seen: Seen) => setAsked('choose', seen),
  };
}

/** What is typed belongs to the version of the task it was typed for: the one in the panel, unless another is named. */
function useTypedFor<T>(task: Seen | null, nothing: T): [T, (typed: T, seen?: Seen) => void] {
  const about = nameOf(task);
  const [typed, setTyped] = useState<{ about: string | null; what: T }>({ about: null, what: nothing });
  return [typed.about === about ? typed.what : nothing, (what, seen) => setTyped({ about: seen ? nameOf(seen) : about, what })];
}

const nameOf = (seen: Seen | null): string | null => seen && `${seen.id} ${seen.version}`;
