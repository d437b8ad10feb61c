import type { HistoryEntry, TaskView, VerdictAction } from '@/live/protocol.gen';

/** A task as somebody saw it: what a verdict is about. */
export type Seen = { readonly id: string; readonly version: number };

/** One's own verdict: what it left, and when it was given, which tells it from a later one. */
export type Mine = Seen & { readonly at: string | undefined };

/** `reasonsVersion`: of which list of the scan the reason is, if it is of one. */
type Ruling = { readonly action: VerdictAction; readonly reason?: string; readonly reasonsVersion?: number | undefined };

export type Verdict = Seen & Ruling;

/** One verdict on many tasks, each of them as it was seen. */
export type ManyVerdict = Ruling & { readonly tasks: readonly Seen[] };

/**
 * What came of a verdict that was not taken. `task` is the task as it is now.
 * `late`: it has changed since the verdict that was to be taken back.
 */
export type Setback =
  | { readonly kind: 'lost'; readonly task: TaskView }
  | { readonly kind: 'late'; readonly task: TaskView }
  | { readonly kind: 'failed'; readonly number: number | null; readonly message: string };

/** A task that has changed. `last`: what happened to it last, where its status does not say who it was and that is known. */
export type ChangedTask = TaskView & { readonly last?: HistoryEntry };

export type Answer = { readonly ok: true; readonly task: TaskView } | { readonly ok: false; readonly setback: Setback };

/**
 * What came of a verdict on many. `changed`: others were faster, and these are the tasks as they are now.
 * `left`: nothing is known to have been decided of these; `message` says why. `waitMs`: ask again so much later.
 */
export type ManyAnswer =
  | { readonly ok: true; readonly taken: readonly TaskView[]; readonly changed: readonly ChangedTask[]; readonly left: readonly Seen[]; readonly message: string | null }
  | { readonly ok: false; readonly message: string; readonly waitMs: number | null };

/** How far a verdict on many has come. */
export type Progress = { readonly action: VerdictAction; readonly done: number; readonly all: number };

/** What has come of a verdict on many, in the end. `message`: why some were left as they are, where that is known. */
export type Outcome = {
  readonly action: VerdictAction;
  readonly taken: readonly TaskView[];
  readonly changed: readonly ChangedTask[];
  readonly left: readonly Seen[];
  readonly message: string | null;
};
