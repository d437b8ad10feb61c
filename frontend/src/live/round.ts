import type { HistoryEntry } from './protocol.gen';

/** How often a task came to the desk, and how it came there last. */
export type Round = {
  /** 1 for a task that was never corrected. */
  readonly number: number;
  /** The last time it was sent back, with the note. */
  readonly sentBack: HistoryEntry | null;
  /** What it said before its author corrected it last. */
  readonly before: string | null;
  /** It waits because a verdict was taken back, not because its author sent it. */
  readonly isTakenBack: boolean;
};

/** Read a task's round from its history. Pure. */
export function roundOf(history: readonly HistoryEntry[]): Round {
  const texts = history.flatMap(({ text }) => text ?? []);
  return {
    number: 1 + history.filter(({ action }) => action === 'resubmit').length,
    before: texts.at(-2) ?? null,
    sentBack: history.findLast(({ action }) => action === 'return') ?? null,
    isTakenBack: history.at(-1)?.action === 'reopen',
  };
}
