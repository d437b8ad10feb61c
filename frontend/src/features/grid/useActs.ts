import { useEffect, useState } from 'react';
import { readOfTab, writeOfTab } from '@/lib/stored';
import type { ScanView, TaskView } from '@/live/protocol.gen';
import type { Seen } from './desk';
import { useDesk } from './deskContext';
import type { Note, PanelActsProps } from './PanelActs';
import type { Asked, Refusing } from './refusing';
import { words } from './words';

/** The reasons that a scan offers, and which version of them that is. */
type Offer = Pick<ScanView, 'refusal_reasons' | 'reasons_version'>;
type Asking = { readonly question: NonNullable<Refusing['asked']>; readonly at: Asked; readonly offer: Offer; readonly version: number };

const NO_NOTE: Note = { asked: false, text: '' };
const reasonLeft = (typed: string | null) => (typed === '' ? null : typed);
const noteLeft = ({ text }: Note): Note => ({ asked: false, text });

/**
 * What is typed and asked about the task in the panel. `askNote` asks with what the task is to be sent
 * back, `askReason` why it is refused: the task in the panel, unless another is named. `home` says where that is
 * asked by a key now, and if that is the panel it is asked nowhere else.
 */
export function useActs(task: TaskView | null, scan: Offer, mayDecide: boolean, home: () => Asked = () => 'panel') {
  const { me } = useDesk();
  const [reason, setReason, leaveReason] = useTypedFor<string | null>(task, null, reasonLeft, `taskstream.reason.${me}`);
  const [note, setNote, leaveNote] = useTypedFor<Note>(task, NO_NOTE, noteLeft, `taskstream.note.${me}`);
  const [said, setAsking, leaveAsking] = useTypedFor<Asking | null>(task, null, () => null);
  // Whose own words are being typed goes on with them. A choice is made of what was read.
  const asking = said?.question === 'type' || (task?.status === 'pending' && said?.version === task.version) ? said : null;
  const [last, setLast] = useState<string | null>(null);
  // Who is choosing chooses among what he reads: another list comes with the next question.
  const { refusal_reasons: reasons, reasons_version: version } = asking?.offer ?? scan;
  const ask = (question: Refusing['asked'], at: Asked = asking?.at ?? home(), seen?: Seen) =>
    setAsking(question && { question, at, offer: asking?.offer ?? scan, version: (seen ?? task)?.version ?? 0 }, seen);
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
  const isWriting = note.asked || asking?.question === 'type' || reason !== null;
  const acts: Omit<PanelActsProps, 'task'> = {
    mayDecide,
    reason: reason ?? '',
    asksReason: reason !== null,
    onReason: setReason,
    refusing,
    note,
    onNote: setNote,
    meanwhile: task && isWriting && task.status !== 'pending' ? words.meanwhile(task) : null,
    onGave: () => {
      leaveReason();
      leaveNote();
      leaveAsking();
    },
  };
  return {
    acts,
    askNote: () => {
      ask(null);
      if (mayDecide) setNote({ ...note, asked: true });
    },
    askReason: (seen: Seen) => ask('choose', home(), seen),
  };
}

/** `stays`: who typed it has not gone elsewhere since, nor decided the task. */
type Typed<T> = Seen & { readonly stays: boolean; readonly what: T };

/**
 * What is typed belongs to the task it was typed for: the one in the panel, unless another is named. For as long as
 * one stays at it, it is there whatever others do to the task; `afterLeaving` says what of it is left then, and that is
 * for this version alone. Under the key `kept` the tab keeps that, too, for when it is loaded again.
 */
function useTypedFor<T>(task: Seen | null, nothing: T, afterLeaving: (what: T) => T, kept?: string) {
  const [typed, setTyped] = useState<Typed<T> | null>(() => (kept === undefined ? null : readTyped<T>(kept)));
  useEffect(() => {
    if (kept !== undefined && typed !== null) writeOfTab(kept, JSON.stringify({ ...typed, stays: false, what: afterLeaving(typed.what) }));
  }, [kept, typed, afterLeaving]);
  const isHere = typed !== null && typed.id === task?.id;
  const left = (before: Typed<T> | null) => (before?.stays ? { ...before, stays: false, what: afterLeaving(before.what) } : before);
  if (typed?.stays && !isHere) setTyped(left);
  const holds = isHere && (typed.stays || typed.version === task.version);
  const set = (what: T, seen: Seen | null = task) => setTyped(seen && { id: seen.id, version: seen.version, stays: true, what });
  return [holds ? typed.what : nothing, set, () => setTyped(left)] as const;
}

function readTyped<T>(key: string): Typed<T> | null {
  const kept = readOfTab(key);
  // Nobody but this page writes there.
  return kept === null ? null : (JSON.parse(kept) as Typed<T>);
}
