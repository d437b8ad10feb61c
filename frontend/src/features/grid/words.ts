import { catalogue } from '@/lib/catalogue';
import { formatNumber } from '@/lib/format';
import type { CountedAs } from '@/live/countedAs';
import type { PageStatus } from '@/live/hooks';
import type { HistoryEntry, ScanView, TaskStatus, TaskView } from '@/live/protocol.gen';
import { STATUS_AFTER } from './afterVerdict';
import type { LikeMark } from './likeness';
import { words as likes } from './likeWords';
import { words as rounds } from './roundWords';
import type { ChangedTask, Outcome } from './verdict';

const minutesOf = (minutes: number): string => {
  if (minutes < 1) return 'less than a minute';
  return minutes === 1 ? '1 minute' : `${formatNumber(minutes)} minutes`;
};

const statusOf = { pending: 'waiting', validated: 'validated', refused: 'refused', returned: 'sent back', leftOver: 'undecided' } as const;

/** How long something has waited, or did until its scan was closed; null of what is decided. */
const waited = (as: CountedAs, minutes: number): string | null => {
  if (as === 'pending') return `waiting ${minutesOf(minutes)}`;
  return as === 'leftOver' ? `undecided after ${minutesOf(minutes)}` : null;
};

const tasks = (count: number): string => (count === 1 ? '1 task' : `${formatNumber(count)} tasks`);
const of = (done: number, all: number): string => `${formatNumber(done)} of ${formatNumber(all)}`;

const AGAIN: Partial<Record<HistoryEntry['action'], string>> = { reopen: 'reopened', resubmit: 'corrected' };

/** What has become of a task, and through whom: "refused by Bo". */
function became({ status, decided_by: by, last }: ChangedTask): string {
  if (status !== 'pending') return `${statusOf[status]} by ${by?.name ?? 'somebody else'}`;
  const did = last && AGAIN[last.action];
  return did ? `${did} by ${last.by.name}` : 'reopened or corrected';
}

/** Who was faster, each once: "refused by Bo, validated by Cy". */
const changedBy = (changed: readonly ChangedTask[]): string => [...new Set(changed.map(became))].slice(0, 3).join(', ');

/** What only the console says. */
export const words = catalogue({
  waited,
  tasks,
  became,
  gridName: 'Waiting tasks',
  oldest: 'Next oldest',
  cardName: (task: TaskView, as: CountedAs, minutes: number, heading: string, claimedBy: string | null, like: LikeMark | null) => {
    const state = waited(as, minutes) ?? statusOf[as];
    const again = task.round === undefined ? '' : `, ${rounds.round(task.round)}`;
    const alike = like === null ? '' : `, ${likes.mark(like, 'large')}`;
    const looking = claimedBy === null ? '' : `, ${claimedBy} looks at it`;
    return `Task ${task.number}, ${state}${again}${alike}${heading && `, ${heading}, by ${task.author.name}`}${looking}`;
  },
  decidedBy: (status: TaskStatus, name: string) => `${statusOf[status]} by ${name}`,
  more: (count: number) => `+${formatNumber(count)}`,
  moreName: (count: number) => `${formatNumber(count)} more have arrived`,

  heat: {
    fresh: 'Just in',
    target: (age: string) => `${age}, the target, and later`,
  },

  panelName: 'Task in focus',
  taskInFull: (number: number) => `Task ${number} in full`,
  held: 'The worker is told in a moment. Reopen it before, and nobody will know.',
  noFocus: 'No task is in focus. The one you choose is shown here in full.',
  author: 'Worker',
  received: 'Received',
  history: 'History',
  noHistory: 'The history cannot be read right now.',
  did: {
    submit: 'Sent by',
    validate: 'Validated by',
    refuse: 'Refused by',
    return: 'Sent back by',
    reopen: 'Reopened by',
    resubmit: 'Corrected by',
  },
  ofList: (version: number) => `list ${formatNumber(version)}`,
  undo: 'Undo',
  note: 'What should be corrected?',
  noteHint: 'The worker sees it, corrects the task, and sends it again.',
  noteHintClosed: 'The scan is closed: the worker corrects the task once it is open again.',
  noteNeeded: 'Say what should be corrected.',
  meanwhile: (task: TaskView) => `Meanwhile ${became(task)}. What you typed is still here.`,
  addReason: 'Add a reason',
  why: (many: boolean) => (many ? 'Why are they refused?' : 'Why is it refused?'),
  noReason: 'No reason',
  otherReason: 'Another',
  back: 'Back',
  reason: 'Reason for refusing',
  reasonHint: 'The worker sees it. Leave it empty to give none.',
  reasonTooLong: (most: number) => `At most ${most} characters.`,
  reopenHint: 'Undo the verdict: the task waits again',
  off: (status: PageStatus) => {
    if (status === 'live') return 'You may look on here, but not decide.';
    if (status === 'stale') return 'Verdicts are off until the server is heard again: this may be old.';
    if (status === 'refused') return 'Verdicts are off: the server refuses the connection. Load the page again.';
    return 'Verdicts are off until the connection is back.';
  },

  lane: 'Decided',
  laneName: 'Decided tasks, newest first',
  decidedCount: (count: string) => `${count} decided`,
  laneEmpty: 'Verdicts appear here.',
  laneItem: (task: TaskView) => `Task ${task.number}, ${statusOf[task.status]}`,

  withKey: (does: string, key: string) => `${does} (${key})`,
  does: {
    validate: 'Validate',
    refuse: 'Refuse',
    return: 'Send back',
    undo: 'Undo your last verdict',
    oldest: 'The oldest that waits',
    open: 'Read it in full, or look into the block',
    filter: 'Find among what waits',
    select: 'Select it, or let it go',
    selectAll: 'Select all that match',
    selectStack: 'Select those that say the same',
    clear: 'One step back: out of the selection, the block, the filter',
    fullScreen: 'Full screen',
    palette: 'Commands and tasks',
    keys: 'All keys',
  },
  filter: {
    label: 'Find among what waits',
    placeholder: 'Text, author, #number',
    clear: 'End the filter',
    found: (found: number, waiting: number) => `${formatNumber(found)} of ${formatNumber(waiting)}`,
    said: (found: number, waiting: number) => `${words.filter.found(found, waiting)} match`,
    none: 'Nothing that waits matches what you look for.',
    passes: (waiting: number) => `Nothing that waits matches the filter: it passes over ${tasks(waiting)}.`,
  },
  moreTools: 'More',
  figures: 'How it goes',
  select: 'Select',
  many: {
    selected: (count: number, short: boolean) => (short ? formatNumber(count) : `${formatNumber(count)} selected`),
    all: (count: number, matching: boolean) =>
      matching ? `Select all ${formatNumber(count)} that match` : `Select all ${formatNumber(count)} that wait`,
    allShort: (count: number) => `All ${formatNumber(count)}`,
    instead: (count: number) => (count === 1 ? '1 task selected: a verdict is for that one.' : `${tasks(count)} selected: a verdict is for all of them.`),
    uncover: 'Go to the selection',
    title: {
      validate: (count: number) => `Validate ${tasks(count)}?`,
      refuse: (count: number) => `Refuse ${tasks(count)}?`,
      return: (count: number) => `Send ${tasks(count)} back?`,
    },
    hint: 'All of them get this one verdict. It is undone in one step.',
    give: {
      validate: (count: number) => `Validate ${tasks(count)}`,
      refuse: (count: number) => `Refuse ${tasks(count)}`,
      return: (count: number) => `Send ${tasks(count)} back`,
    },
    under: {
      validate: (done: number, all: number) => `Validating: ${of(done, all)}`,
      refuse: (done: number, all: number) => `Refusing: ${of(done, all)}`,
      return: (done: number, all: number) => `Sending back: ${of(done, all)}`,
      reopen: (done: number, all: number) => `Undoing: ${of(done, all)}`,
    },
    stop: 'Stop',
    outcome: ({ action, taken, changed, left, message }: Outcome) =>
      [
        `${formatNumber(taken.length)} ${action === 'reopen' ? 'undone' : statusOf[STATUS_AFTER[action]]}.`,
        changed.length > 0 && `${formatNumber(changed.length)} not: ${changedBy(changed)}.`,
        left.length > 0 && `${formatNumber(left.length)} left as they were${message ? `: ${message}` : '.'}`,
      ]
        .filter(Boolean)
        .join(' '),
    changed: (task: ChangedTask) => `Task ${task.number} was ${became(task)}`,
    changedName: 'Not taken, since others were faster',
  },
  counters: statusOf,
  countersName: 'Counts of this scan',
  listOf: (count: string, status: keyof typeof statusOf) => `${count} ${statusOf[status]}: list them`,
  listHint: 'List them',
  becomes: {
    open: 'The scan is open again.',
    paused: (message: string) => (message === '' ? 'The scan is paused.' : `The scan is paused: ${message}`),
    closed: 'The scan is closed.',
    renamed: (name: string) => `The scan is called ${name} now.`,
    back: 'The connection is back.',
  },
  sums: (arrived: number, decided: number) =>
    [arrived > 0 && `${formatNumber(arrived)} new`, decided > 0 && `${formatNumber(decided)} decided`]
      .filter(Boolean)
      .join(', '),
  tabTitle: (waiting: number, { name, status }: ScanView) =>
    waiting > 0 && status !== 'closed' ? `(${formatNumber(waiting)}) ${name}` : name,

  claimed: 'looks at this, too',
  here: {
    you: (name: string) => `${name} (you)`,
    atDesk: (names: readonly string[]) => `At the desk: ${names.join(', ')}`,
    workers: (count: number) => (count === 1 ? '1 worker is here' : `${formatNumber(count)} workers are here`),
    said: (names: readonly string[], workers: number) =>
      `${words.here.atDesk(names)}. ${words.here.workers(workers)}.`,
  },

  share: {
    button: 'Share',
    title: 'Invite workers',
  },

  manage: {
    menu: 'Manage the scan',
    edit: 'Edit',
    guests: 'Guests',
    moderators: 'Moderators',
    pause: 'Pause',
    paused: 'Paused: workers can send nothing.',
    whole: 'All of it',
    less: 'Less',
    summary: 'Summary',
    summaryOf: 'See the summary',
    duplicate: 'Duplicate',
    reopen: 'Reopen',
    resume: 'Resume',
    newCode: (code: string) => `Reopened. The link is the same, the code to type is a new one: ${code.slice(0, 3)} ${code.slice(3)}`,
    close: 'Close the scan',
  },

  allScans: 'All scans',
  loading: 'Opening the scan',
  outOfReach: 'The server cannot be reached',
  outOfReachHint: 'The scan shows here as soon as it can be.',
  toPortal: 'Go to the page for workers',
  refusedTitle: 'This scan is not here for you',
  refusedText: 'The link may be wrong, or somebody who moderates it has to name you first.',
});
