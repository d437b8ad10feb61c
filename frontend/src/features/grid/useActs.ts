import { useState } from 'react';
import type { ScanView, TaskView } from '@/live/protocol.gen';
import type { Seen } from './desk';
import type { Note, PanelActsProps } from './PanelActs';
import type { Asked, Refusing } from './refusing';

/** The reasons that a scan offers, and which version of them that is. */
type Offer = Pick<ScanView, 'refusal_reasons' | 'reasons_version'>;
type Asking = { readonly question: NonNullable<Refusing['asked']>; readonly at: Asked; readonly offer: Offer };

const NO_NOTE: Note = { asked: false, text: '' };

/**
 * What is typed and asked about the task in the panel. `askNote` asks with what the task is to be sent
 * back, `askReason` why it is refused: the task in the panel, unless another is named. `home` says where that is
 * asked by a key now, and if that is the panel it is asked nowhere else.
 */
export function useActs(task: TaskView | null, scan: Offer, mayDecide: boolean, home: () => Asked = () => 'panel') {
  const [reason, setReason] = useTypedFor(task, '');
  const [note, setNote] = useTypedFor<Note>(task, NO_NOTE);
  const [asking, setAsking] = useTypedFor<Asking | null>(task, null);
  const [last, setLast] = useState<string | null>(null);
  // Who is choosing chooses among what he reads: another list comes with the next question.
  const { refusal_reasons: reasons, reasons_version: version } = asking?.offer ?? scan;
  const ask = (question: Refusing['asked'], at: Asked = asking?.at ?? home(), seen?: Seen) =>
    setAsking(question && { question, at, offer: asking?.offer ?? scan }, seen);
  const endNote = () => note.asked && setNote({ ...note, asked: false });
  const refusing: Refusing = {
    reasons,
    versionOf: (given) => (reasons.includes(given) ? version : undefined),
    asked: asking?.question ?? null,
    at: home() === 'panel' ? 'panel' : (asking?.at ?? 'card'),
    onAsk: (question, at) => {
      if (question !== null && !mayDecide) return;
      endNote();
      ask(question, at);
    },
    last,
    onGiven: (given) => {
      if (given !== '') setLast(given);
      ask(null);
    },
  };
  const acts: Omit<PanelActsProps, 'task'> = { mayDecide, reason, onReason: setReason, refusing, note, onNote: setNote };
  return {
    acts,
    askNote: () => {
      ask(null);
      if (mayDecide) setNote({ ...note, asked: true });
    },
    askReason: (seen: Seen) => ask('choose', home(), seen),
  };
}

/** What is typed belongs to the version of the task it was typed for: the one in the panel, unless another is named. */
function useTypedFor<T>(task: Seen | null, nothing: T): [T, (typed: T, seen?: Seen) => void] {
  const about = nameOf(task);
  const [typed, setTyped] = useState<{ about: string | null; what: T }>({ about: null, what: nothing });
  return [typed.about === about ? typed.what : nothing, (what, seen) => setTyped({ about: seen ? nameOf(seen) : about, what })];
}

const nameOf = (seen: Seen | null): string | null => seen && `${seen.id} ${seen.version}`;
