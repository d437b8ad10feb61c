// Made from wire*.py and rest*.py in backend/taskstream/presenters by "make generate". Do not edit.

export type TaskStatus = 'pending' | 'validated' | 'refused' | 'returned';
export type ScanStatus = 'open' | 'paused' | 'closed';
export type Role = 'ADMIN' | 'WORKER';
export type VerdictAction = 'validate' | 'refuse' | 'return' | 'reopen';
export type ScanRole = 'moderator' | 'worker';
export type ScanAbility = 'see' | 'submit' | 'moderate' | 'edit' | 'name_moderators';

/** Somebody, as others in a scan see him. */
export type Person = {
  id: string;
  name: string;
  /** True: without an account; the name is no proof. */
  guest?: boolean;
};

/** How many tasks arrived and how many verdicts were given in each step, so many seconds long. */
export type Rates = {
  since: string;
  seconds: number;
  arrived: number[];
  decided: number[];
};

/** How many tasks were waiting at the end of each step; the last number is the present one. */
export type WaitingSteps = {
  since: string;
  seconds: number;
  waiting: number[];
};

/** How many verdicts of each kind were given, undone ones too. */
export type VerdictCounts = {
  validated: number;
  refused: number;
  returned: number;
};

/** How often one of the scan's reasons was given. */
export type ReasonGiven = {
  reason: string;
  count: number;
};

/** How much a worker has sent. */
export type WorkerFigures = {
  /** Unknown once a guest was removed. */
  by?: Person;
  submitted: number;
};

/** What a moderator has decided. */
export type ModeratorFigures = {
  /** Unknown once nobody has that name. */
  by?: Person;
  verdicts: VerdictCounts;
};

/** How a scan goes: the last hour of it. docs/analytics.md says what each figure means. */
export type ScanFigures = {
  now: string;
  rates: Rates;
  waiting: WaitingSteps;
  submitted: number;
  resubmitted: number;
  reopened: number;
  verdicts: VerdictCounts;
  reasons: ReasonGiven[];
  workers: WorkerFigures[];
  moderators: ModeratorFigures[];
  median_wait_ms?: number;
  p95_wait_ms?: number;
  /** Since when the oldest has waited. */
  oldest_since?: string;
};

/** A verdict that the author is not told before ``until``; a reopening takes it back. */
export type HeldVerdict = {
  action: VerdictAction;
  at: string;
  by: Person;
  until: string;
  reason?: string;
  /** Of which list of the scan the reason is. */
  reasons_version?: number;
};

/** A task, the same in answers and events. Merging is: keep the higher ``version``. */
export type TaskView = {
  id: string;
  scan_id: string;
  /** Counts from 1 in its scan; gaps are allowed. */
  number: number;
  /** Exactly as typed. Escape it where you show it. */
  text: string;
  status: TaskStatus;
  /** Raised by one with each change. */
  version: number;
  /** The scan's counter at this change. Rising; gaps are allowed. */
  seq: number;
  author: Person;
  created_at: string;
  decided_at?: string;
  decided_by?: Person;
  reason?: string;
  /** Of which list of the scan the reason is. */
  reasons_version?: number;
  /** How often it came to the desk, once it was corrected: 2 or more. */
  round?: number;
  /** When it was last corrected or reopened, unless that undid a slip at once; else it waits since `created_at`. */
  waiting_since?: string;
  /** For moderators, while it is pending. */
  held?: HeldVerdict;
};

/** How many tasks of a scan have each status. */
export type Counts = {
  pending: number;
  validated: number;
  refused: number;
  returned: number;
};

/** Paths of a scan's pages. ``console`` is for moderators only. */
export type Links = {
  worker: string;
  console?: string;
};

/** A scan as this viewer may see it. In events ``can`` is what everybody in the audience may do. */
export type ScanView = {
  id: string;
  name: string;
  /** What its workers are told, in Markdown, as it was typed. */
  instructions: string;
  /** The same as HTML that is safe to show. */
  instructions_html: string;
  status: ScanStatus;
  /** How long a task should wait for a verdict at most. */
  target_seconds: number;
  /** Offered to who refuses; others may be written. */
  refusal_reasons: string[];
  /** Counts the lists of reasons so far, from 1. */
  reasons_version: number;
  /** For how long a verdict is held back from the author. */
  grace_seconds: number;
  version: number;
  created_at: string;
  owner: Person;
  links: Links;
  /** Whether new guests are let in. */
  guests: boolean;
  /** Whether moderators are told which tasks are alike. */
  stacking: boolean;
  /** Leads to the scan when typed; until it is closed. */
  code?: string;
  can: ScanAbility[];
  /** Why it is paused, while it is. */
  pause_message?: string;
  /** Since when it is closed, if it is. */
  closed_at?: string;
  counts?: Counts;
  moderators?: Person[];
};

/** Where an audience stands, to be compared with what a client holds. */
export type Head = {
  seq: number;
  changes: number;
  count: number;
  digest: number;
  scan_version: number;
  now: string;
  /** For moderators: of all tasks of the scan. */
  counts?: Counts;
};

/** An error over the socket. ``retry`` false: final, and nothing was applied. */
export type AckError = {
  code: string;
  message: string;
  retry: boolean;
  [member: string]: unknown;
};

/** What a client is told when a call did not succeed. ``task``: as it is now. */
export type Refused = {
  ok: false;
  error: AckError;
  task?: TaskView;
};

/** What a scan holds or what has changed. While ``more``, ask again with ``epoch`` and ``seq``. */
export type Followed = {
  role: ScanRole;
  epoch: string;
  seq: number;
  snapshot: boolean;
  tasks: TaskView[];
  more: boolean;
  scan: ScanView;
  head: Head;
};

/** Who looks at a task, and until when that holds unless he renews it. */
export type TaskClaim = {
  task_id: string;
  by: Person;
  until: string;
};

/** What was decided last about a text of a stack; its author may not know yet. */
export type DecidedLike = {
  task_id: string;
  number: number;
  /** How it begins: its first 300 characters. */
  text: string;
  status: TaskStatus;
  at: string;
  reason?: string;
};

/** Tasks that are alike. ``id`` names the stack in its scan, and means nothing else. */
export type TaskStack = {
  id: string;
  /** Ids of tasks that wait in it; others may, too. */
  tasks: string[];
  decided?: DecidedLike;
};

/** The answer to ``join_scan``. While ``more``, ask again with ``epoch`` and ``seq``. */
export type Joined = {
  role: ScanRole;
  epoch: string;
  seq: number;
  snapshot: boolean;
  tasks: TaskView[];
  more: boolean;
  scan: ScanView;
  head: Head;
  ok: true;
  /** For moderators. */
  claims?: TaskClaim[];
  /** For moderators: all of them, with the last part, once they are known. */
  stacks?: TaskStack[];
};

/** The answer to ``new_task_suggestion``: stored, and kept through a crash. */
export type Submitted = {
  ok: true;
  task: TaskView;
  duplicate: boolean;
};

/** The answer to ``task_action`` on one task, and to ``resubmit_task``. */
export type Decided = {
  ok: true;
  task: TaskView;
};

/** A task among several whose verdict was not taken, and why. ``task``: as it is now. */
export type NotTaken = {
  task_id: string;
  error: AckError;
  task?: TaskView;
};

/** The answer to ``task_action`` on several tasks. Each is in one of the two lists. */
export type DecidedMany = {
  ok: true;
  tasks: TaskView[];
  refused: NotTaken[];
};

/** The answer to ``watch_figures``: they are there while they are watched. */
export type Watched = {
  ok: true;
  figures?: ScanFigures;
};

/** The answer to ``echo``: the server's time. */
export type Echoed = {
  ok: true;
  now: string;
};

/** The answer to ``auth_refresh``. ``expires_in`` is in seconds. */
export type Renewed = {
  ok: true;
  expires_in: number;
};

/** The answer to a call that has nothing else to say. */
export type Done = {
  ok: true;
};

/** A task was submitted. Heard by the scan's moderators, and by its author where he did not send it. */
export type NewTask = {
  name: 'new_task';
  scan_id: string;
  task: TaskView;
};

/** Several tasks of one instant, at most 200. A client must take both forms. */
export type NewTasks = {
  name: 'new_tasks';
  scan_id: string;
  tasks: TaskView[];
};

/** A task changed. Heard by the scan's moderators, and by its author in all his tabs. */
export type TaskUpdated = {
  name: 'task_updated';
  scan_id: string;
  task: TaskView;
};

/** Several tasks changed in one instant, at most 200. A client must take both forms. */
export type TasksUpdated = {
  name: 'tasks_updated';
  scan_id: string;
  tasks: TaskView[];
};

/** A scan changed: its name, instructions, target or status. Heard by everybody in it. */
export type ScanUpdated = {
  name: 'scan_updated';
  scan: ScanView;
};

/** Where the audience stands, at regular intervals: the ``head`` of the answer to ``join_scan``. */
export type Heartbeat = {
  name: 'head';
  scan_id: string;
  seq: number;
  changes: number;
  count: number;
  digest: number;
  scan_version: number;
  now: string;
  /** For moderators: of all tasks of the scan. */
  counts?: Counts;
};

/** Who is in the scan: to moderators by name, with the number of workers; to workers a number. */
export type Presence = {
  name: 'presence';
  scan_id: string;
  moderators?: Person[];
  workers?: number;
  desk?: number;
  median_wait_ms?: number;
};

/** Somebody looks at a task, or (without ``by``) nobody does any more. For moderators. */
export type Claim = {
  name: 'claim';
  scan_id: string;
  task_id: string;
  by?: Person;
  until?: string;
};

/** Which tasks are alike, as far as that has changed. For moderators. */
export type Stacks = {
  name: 'stacks';
  scan_id: string;
  stacks: TaskStack[];
  left?: string[];
  whole?: boolean;
};

/** How the scan goes, to those of its moderators who watch that: at most twice a second. */
export type Figures = {
  name: 'figures';
  scan_id: string;
  figures: ScanFigures;
};

/** The server is about to stop. Come back so many milliseconds after the socket has closed. */
export type Restart = {
  name: 'restart';
  after_ms: number;
};

/** Something that concerns this socket alone. */
export type Notice = {
  name: 'notice';
  code: 'role_changed' | 'signed_out' | 'removed';
  message: string;
  scan_id?: string;
};

/** One change of a task. ``text`` is there when the change set it. */
export type HistoryEntry = {
  version: number;
  action: 'submit' | 'validate' | 'refuse' | 'return' | 'reopen' | 'resubmit';
  at: string;
  by: Person;
  reason?: string;
  reasons_version?: number;
  text?: string;
};

/** A task with all that happened to it, oldest first. */
export type TaskDetail = {
  id: string;
  scan_id: string;
  /** Counts from 1 in its scan; gaps are allowed. */
  number: number;
  /** Exactly as typed. Escape it where you show it. */
  text: string;
  status: TaskStatus;
  /** Raised by one with each change. */
  version: number;
  /** The scan's counter at this change. Rising; gaps are allowed. */
  seq: number;
  author: Person;
  created_at: string;
  decided_at?: string;
  decided_by?: Person;
  reason?: string;
  /** Of which list of the scan the reason is. */
  reasons_version?: number;
  /** How often it came to the desk, once it was corrected: 2 or more. */
  round?: number;
  /** When it was last corrected or reopened, unless that undid a slip at once; else it waits since `created_at`. */
  waiting_since?: string;
  /** For moderators, while it is pending. */
  held?: HeldVerdict;
  history: HistoryEntry[];
};

/** Which tasks of a scan are alike. ``complete`` is false while that is being found out, or not wanted. */
export type StackList = {
  stacks: TaskStack[];
  complete: boolean;
};

/** An account, as its owner sees it; or a guest. */
export type UserView = {
  id: string;
  username: string;
  role: Role;
  /** The one scan that a guest may be in. */
  guest_of?: string;
};

/** The answer to registering, signing in and refreshing. ``expires_in`` is in seconds. */
export type SessionView = {
  access_token: string;
  token_type: 'Bearer';
  expires_in: number;
  user: UserView;
  requested_role?: Role;
};

/** A browser or program in which somebody is signed in. */
export type DeviceView = {
  id: string;
  browser?: string;
  system?: string;
  signed_in_at: string;
  seen_at: string;
  /** Whether it is the one that asks. */
  current: boolean;
};

/** Where somebody is signed in: here first, then who was seen last. */
export type DeviceList = {
  items: DeviceView[];
};

/** Where others reach the pages: origins, under which links are paths. */
export type ShareView = {
  /** What the operator says it is. */
  public_url?: string;
  /** This machine's own, the best one first; empty where the server cannot know. */
  network: string[];
};

/** A single-use code that lets its bearer register with a role. */
export type InviteView = {
  code: string;
  role: Role;
  expires_at: string;
  share: ShareView;
};

/** The scan that a code leads to. ``links.worker`` is the page to open. */
export type Joinable = {
  scan_id: string;
  links: Links;
};

/** Whether a scan lets guests in, and its name where it does: all that is told to who is not signed in. */
export type Door = {
  guests: boolean;
  name?: string;
  /** Whether the guest whom this browser was has been removed. */
  removed?: boolean;
  /** Whether it let guests in until it was closed. */
  closed?: boolean;
};

/** A guest, as the moderators of his scan see him. */
export type GuestView = {
  id: string;
  name: string;
  entered_at: string;
};

/** A scan's guests, who came last first. */
export type GuestList = {
  items: GuestView[];
};

/** A page of scans, newest first. Pass ``next`` as ``after`` for the following one. */
export type ScanPage = {
  items: ScanView[];
  next?: string;
};

/** Instructions as their workers would be shown them. */
export type Rendered = {
  instructions_html: string;
};

/** A page of tasks. Pass ``next`` as ``after`` for the following one, with the same filter and sort. */
export type TaskPage = {
  items: TaskView[];
  next?: string;
};

/** A task as the answer to its submission. ``duplicate``: this key was answered before. */
export type SubmittedTask = {
  id: string;
  scan_id: string;
  /** Counts from 1 in its scan; gaps are allowed. */
  number: number;
  /** Exactly as typed. Escape it where you show it. */
  text: string;
  status: TaskStatus;
  /** Raised by one with each change. */
  version: number;
  /** The scan's counter at this change. Rising; gaps are allowed. */
  seq: number;
  author: Person;
  created_at: string;
  decided_at?: string;
  decided_by?: Person;
  reason?: string;
  /** Of which list of the scan the reason is. */
  reasons_version?: number;
  /** How often it came to the desk, once it was corrected: 2 or more. */
  round?: number;
  /** When it was last corrected or reopened, unless that undid a slip at once; else it waits since `created_at`. */
  waiting_since?: string;
  /** For moderators, while it is pending. */
  held?: HeldVerdict;
  duplicate: boolean;
};

/** A scan, as it was called then. */
export type ScanName = {
  id: string;
  name: string;
};

/** Verdicts by their kind, and how many were undone. */
export type DecidedCounts = {
  validated: number;
  refused: number;
  returned: number;
  reopened: number;
};

/** Something that somebody did, and an admin may look up. */
export type ActivityView = {
  id: string;
  at: string;
  deed: 'registered' | 'signed_in' | 'signed_out' | 'entered' | 'password_changed' | 'others_signed_out' | 'opened' | 'edited' | 'paused' | 'resumed' | 'closed' | 'reopened' | 'invited' | 'moderator_named' | 'moderator_ended' | 'guest_removed' | 'decided' | 'exported';
  kind: 'access' | 'scan' | 'people' | 'decision' | 'export';
  by: Person;
  scan?: ScanName;
  about?: string;
  decided?: DecidedCounts;
  since?: string;
};

/** A page of the log, newest first. Pass ``next`` as ``after`` for the following one. */
export type ActivityLogPage = {
  items: ActivityView[];
  kept_days: number;
  next?: string;
};

/** One part of the health report. */
export type Check = {
  ok: boolean;
  detail?: string;
};

/** How hard it is for the server. */
export type Load = {
  longest_stall_ms: number;
  backlog: number;
};

/** The health report. */
export type Health = {
  status: 'ok' | 'failing';
  version: string;
  checks: Record<string, Check>;
  load?: Load;
};

/** A limit: so many a second, so many at once. */
export type RateView = {
  per_second: number;
  burst: number;
};

/** Every limit by its name; null is off. ``backlog`` is everybody's. */
export type LimitsView = {
  limits: Record<string, RateView | null>;
  sockets_per_user: number;
  backlog: number;
};

/** Whether the first admin is still missing, and who may register as ADMIN. */
export type SetupView = {
  needs_admin: boolean;
  registration: 'bootstrap' | 'invite' | 'open' | 'closed';
};

/** An error over REST (RFC 9457). ``code`` is stable, the words are not. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  request_id: string;
  [member: string]: unknown;
};

/** How many tasks are refused with a reason out of this version of the scan's list. */
export type VersionCount = {
  version: number;
  count: number;
};

/** A reason for refusing, and how many tasks are refused with it. */
export type ReasonCount = {
  reason: string;
  count: number;
  versions: VersionCount[];
};

/** What was decided of a scan's tasks, each time: undone verdicts too, and those on tasks that came again. */
export type VerdictsDone = {
  verdicts: VerdictCounts;
  reopened: number;
  resubmitted: number;
  mean_wait_ms?: number;
  median_wait_ms?: number;
  p95_wait_ms?: number;
};

/** A moderator: all verdicts that he gave, how many he undid, and how many tasks have one of his now. */
export type Decider = {
  /** Unknown once the account is gone. */
  by?: Person;
  verdicts: VerdictCounts;
  reopened: number;
  counts: Counts;
};

/** The minute in which most verdicts were given that stand. */
export type BusiestMinute = {
  at: string;
  verdicts: number;
};

/** A worker, how much he has sent, and what that is now. */
export type WorkerSummary = {
  by: Person;
  submitted: number;
  counts: Counts;
};

/** Tasks that say the same: the first one and how its text begins, how many, and what they are now. */
export type Saying = {
  task_id: string;
  number: number;
  text: string;
  count: number;
  counts: Counts;
};

/** What was said by more than one. ``compared``: how many tasks were looked at, from the first one on. */
export type SaidAlike = {
  compared: number;
  stacks: number;
  tasks: number;
  largest: Saying[];
  validated_most?: Saying;
};

/** What happened within one step: tasks that arrived, and verdicts that stand, by when they were given. */
export type TimeStep = {
  arrived: number;
  validated: number;
  refused: number;
  returned: number;
};

/** At most 40 steps without a gap, each so many seconds long; the first begins at ``since``. */
export type Timeline = {
  since: string;
  seconds: number;
  steps: TimeStep[];
};

/** Which scan it is, and when it was. */
export type SummedScan = {
  id: string;
  name: string;
  status: ScanStatus;
  owner: Person;
  target_seconds: number;
  created_at: string;
  closed_at?: string;
};

/** What a scan came to. */
export type ScanSummary = {
  scan: SummedScan;
  counts: Counts;
  workers: number;
  ever: VerdictsDone;
  reasons: ReasonCount[];
  deciders: Decider[];
  validated_most: WorkerSummary[];
  first_at?: string;
  last_at?: string;
  busiest?: BusiestMinute;
  alike?: SaidAlike;
  timeline?: Timeline;
};

/** What happened in a period. Waits are left out where no verdict was given. */
export type PeriodTotals = {
  submitted: number;
  resubmitted: number;
  reopened: number;
  verdicts: VerdictCounts;
  workers: number;
  mean_wait_ms?: number;
  median_wait_ms?: number;
  p95_wait_ms?: number;
};

/** The same part of the calendar before: of a period that is not over, as much as has passed of it. */
export type PeriodBefore = {
  from: string;
  to: string;
  totals: PeriodTotals;
};

/** What happened from ``since`` until the next step begins. */
export type PeriodStep = {
  since: string;
  submitted: number;
  resubmitted: number;
  reopened: number;
  verdicts: VerdictCounts;
  median_wait_ms?: number;
  p95_wait_ms?: number;
};

/** How many verdicts were given after waiting for longer than the one before and no longer than this. */
export type WaitsUpTo = {
  /** Left out of the last, which has no bound. */
  up_to_ms?: number;
  count: number;
};

/** What a worker has sent, and what was decided of his. */
export type PeriodWorker = {
  /** Unknown once a guest was removed. */
  by?: Person;
  submitted: number;
  verdicts: VerdictCounts;
};

/** What a moderator has decided and reopened. */
export type PeriodModerator = {
  /** Unknown once nobody has that name. */
  by?: Person;
  verdicts: VerdictCounts;
  reopened: number;
};

/** How one scan went. */
export type PeriodScan = {
  id: string;
  title: string;
  status: ScanStatus;
  totals: PeriodTotals;
};

/** How scans went over a period. docs/analytics.md says what each figure means. */
export type AnalyticsReport = {
  from: string;
  to: string;
  zone: string;
  step: 'minute' | 'hour' | 'day';
  totals: PeriodTotals;
  before: PeriodBefore;
  steps: PeriodStep[];
  waits: WaitsUpTo[];
  reasons: ReasonGiven[];
  workers: PeriodWorker[];
  moderators: PeriodModerator[];
  scans: PeriodScan[];
  scans_count: number;
};

export type ServerEvent = NewTask | NewTasks | TaskUpdated | TasksUpdated | ScanUpdated | Heartbeat | Presence | Claim | Stacks | Figures | Restart | Notice;
