import type { Person, TaskView } from '@/live/protocol.gen';
import type { ScanLive } from '@/live/scanLive';
import { NOTHING_YET, type ScanState } from '@/live/scanState';
import { STATUS_AFTER } from './afterVerdict';
import { boardOf, type Board } from './board';
import { systemClock } from './clock';
import { Gaze } from './gaze';
import { Likeness } from './likeness';
import { asDecided } from './held';
import { Desk } from './desk';
import { recallSteps } from './keptSteps';
import { stepsOf } from './recalled';
import { ServerClock } from './serverClock';
import { withoutWords } from './nameless';
import { learnAll, tellSetback } from './tellSetback';
import type { Answer, ManyAnswer, ManyVerdict, Verdict } from './verdict';

/** What every part of the console stands on. It stays the same for as long as the page is open. */
export type DeskSetting = {
  readonly desk: Desk;
  readonly clock: ServerClock;
  readonly live: ScanLive;
  readonly gaze: Gaze;
  /** The id of the moderator who sits here. */
  readonly me: string;
  /** Whether verdicts can be given here at all. */
  readonly decides: boolean;
  /** A task as it is shown here, or null. */
  readonly task: (id: string) => TaskView | null;
  /** Who else looks at a task now, or null. */
  readonly claimant: (id: string) => Person | null;
  /** Which of the tasks that wait say the same. Where nothing is decided that is nobody's affair. */
  readonly likes: Likeness;
  /** Work out the board, or return the last one when nothing has changed. */
  readonly board: () => Board;
};

/** `looks`: nothing can be decided. `looks, nameless`: nor is it said what a task says, and who does what. */
export type DeskUse = 'decides' | 'looks' | 'looks, nameless';

/** Set up a moderator's desk over one scan's live state. */
export function makeDeskSetting(live: ScanLive, me: string, use: DeskUse = 'decides'): DeskSetting {
  const decides = use === 'decides';
  const isNameless = use === 'looks, nameless';
  let last: Board | null = null;
  const board = () => (last = boardOf(live.state(), last));
  // Connected is not enough: until the scan is joined, and once nothing is heard, what is on the screen may be old.
  const mayDecide = () => decides && live.inStep() && !live.isStale() && (live.state().scan?.can.includes('moderate') ?? false);
  const desk = new Desk(
    {
      waiting: () => board().waiting,
      task: (id) => taskOf(live.state(), id),
      isTaken: (id) => claimant(live.state(), id, me, live.now()) !== null,
      onTasks: live.subscribe,
      mayDecide,
      decide: (verdict) => decideOver(live, verdict),
      decideMany: (verdict) => decideManyOver(live, me, verdict),
      onSetback: (setback) => void tellSetback(setback),
      learn: learnAll,
    },
    systemClock,
  );
  if (decides) recallSteps(desk.verdicts, `taskstream.steps.${me}.${live.scanId}`, stepsOf(board().decided, me, live.now()), live.now());
  const gaze = new Gaze({ claim: (id) => live.claim(id), release: (id) => live.release(id) }, systemClock);
  const task = (id: string) => {
    const known = taskOf(live.state(), id);
    return known && isNameless ? withoutWords(known) : known;
  };
  const claimantOf = (id: string) => (isNameless ? null : claimant(live.state(), id, me, live.now()));
  const likes = new Likeness(decides ? live.state : () => NOTHING_YET);
  return { desk, clock: new ServerClock(() => timeOf(live)), live, gaze, me, decides, task, claimant: claimantOf, likes, board };
}

/** Return the time of a scan: the server's, until it is closed. Then nothing in it grows older. */
function timeOf(live: ScanLive): number {
  const { closed_at: closedAt } = live.state().scan ?? {};
  return closedAt === undefined ? live.now() : Math.min(live.now(), Date.parse(closedAt));
}

/** Return a task as the desk holds it, or null. */
function taskOf({ tasks }: ScanState, id: string): TaskView | null {
  const task = tasks.get(id);
  return task ? asDecided(task) : null;
}

/** Return who else looks at a task now, or null: a claim ends by itself. */
function claimant({ claims }: ScanState, id: string, me: string, now: number): Person | null {
  const claim = claims.get(id);
  return claim && claim.by.id !== me && Date.parse(claim.until) > now ? claim.by : null;
}

async function decideOver(live: ScanLive, verdict: Verdict): Promise<Answer> {
  const { id, version } = verdict;
  const answer = await live.decide({ task_id: id, version, ...rulingOf(verdict) });
  if (answer.ok) return { ok: true, task: asDecided(answer.task) };
  if ('task' in answer) return { ok: false, setback: { kind: 'lost', task: asDecided(answer.task) } };
  const number = live.state().tasks.get(id)?.number ?? null;
  return { ok: false, setback: { kind: 'failed', number, message: answer.error.message } };
}

const rulingOf = ({ action, reason, reasonsVersion }: Omit<ManyVerdict, 'tasks'>) => ({
  action,
  ...(reason && { reason, ...(reasonsVersion !== undefined && { reasons_version: reasonsVersion }) }),
});

async function decideManyOver(live: ScanLive, me: string, verdict: ManyVerdict): Promise<ManyAnswer> {
  const call = {
    tasks: verdict.tasks.map(({ id, version }) => ({ task_id: id, version })),
    ...rulingOf(verdict),
  };
  let answer = await live.decideMany(call);
  // Whether it was applied is not known. Sent again, what was taken the first time comes back as one's own.
  if (!answer.ok && answer.error.code === 'no_answer' && live.inStep()) answer = await live.decideMany(call);
  if (!answer.ok) {
    const { message } = answer.error;
    const wait = 'retry_after' in answer.error ? answer.error.retry_after : null;
    return { ok: false, message, waitMs: typeof wait === 'number' ? wait * 1000 : null };
  }
  const now = answer.refused.map(({ task_id, error, task }) => ({ id: task_id, message: error.message, task: task ? asDecided(task) : null }));
  const isMine = (task: TaskView) => task.status === STATUS_AFTER[verdict.action] && task.decided_by?.id === me;
  const known = now.flatMap(({ task }) => task ?? []);
  const failed = now.filter(({ task }) => task === null);
  const failedIds = new Set(failed.map(({ id }) => id));
  return {
    ok: true,
    taken: [...answer.tasks.map(asDecided), ...known.filter(isMine)],
    changed: await learnAll(known.filter((task) => !isMine(task))),
    left: verdict.tasks.filter(({ id }) => failedIds.has(id)),
    message: failed[0]?.message ?? null,
  };
}
