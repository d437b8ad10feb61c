import { backoff } from './backoff';
import type { Correction, JoinScan, LiveConnection, ManyVerdict, Seat, Unanswered, Unsubscribe, Verdict } from './connection';
import { onNextFrame } from './frame';
import type { KeptScan } from './keptScan';
import type { AckError, Decided, DecidedMany, Refused, ServerEvent, Submitted, TaskView } from './protocol.gen';
import {
  applyEvents,
  applyPage,
  forgetDecided,
  isStranger,
  mergeTasks,
  NOTHING_YET,
  restartedSince,
  scanOf,
  standAt,
  tasksOf,
  type Reading,
  type ScanState,
} from './scanState';
import { Vigil } from './vigil';

/** `refused`: the server says there is nothing here for this user; `error` says why. */
export type JoinPhase = 'joining' | 'joined' | 'refused';

/** Which tasks were merged when a listener is told: others are as they were. `all`: any may have changed. */
export type Changed = readonly TaskView[] | 'all';

/**
 * One scan, kept in step with the server for as long as somebody holds it. The one home of
 * its live state: events are merged once a frame, and whatever this tab itself does
 * changes the screen in the same way as what others do.
 */
export class ScanLive {
  readonly scanId: string;
  readonly #connection: LiveConnection;
  readonly #listeners = new Set<(changed: Changed) => void>();
  readonly #keepers = new Set<(task: TaskView) => boolean>();
  #state = NOTHING_YET;
  #phase: JoinPhase = 'joining';
  #error: AckError | null = null;
  #inStep = false;
  #isReading = false;
  readonly #vigil = new Vigil({
    state: () => this.#state,
    read: (anew) => void this.#join(anew),
    stand: (head) => this.#set(standAt(this.#state, head), []),
    tell: () => this.#tell(),
  });
  #pending: ServerEvent[] = [];
  /** What is joined, and from where. */
  #place: JoinScan;
  #holders = 0;
  #undo: Unsubscribe[] = [];
  /** Counts up with each attempt to join, so that an answer to an earlier one is left alone. */
  #attempt = 0;

  constructor(connection: LiveConnection, scanId: string) {
    this.#connection = connection;
    this.scanId = scanId;
    this.#place = { scan_id: scanId };
  }

  readonly state = (): ScanState => this.#state;
  readonly phase = (): JoinPhase => this.#phase;
  readonly error = (): AckError | null => this.#error;

  /** Whether this connection has joined the scan: what is shown is current, and calls are answered. */
  readonly inStep = (): boolean => this.#inStep;

  /** Whether what is shown may be old although the connection seems to live. */
  readonly isStale = (): boolean => this.#vigil.isStale;

  /** The server's time now, in milliseconds. */
  readonly now = (): number => Date.now() + this.#connection.clockOffset;

  readonly subscribe = (listener: (changed: Changed) => void): Unsubscribe => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Keep decided tasks that are needed, however old they are, until the answer is called. */
  keep(isNeeded: (task: TaskView) => boolean): Unsubscribe {
    this.#keepers.add(isNeeded);
    return () => this.#keepers.delete(isNeeded);
  }

  /** Stay joined until the answer is called; what was learned is kept for the next holder. */
  hold(at?: Seat): Unsubscribe {
    this.#holders += 1;
    this.#place = { scan_id: this.scanId, ...(at && { at }) };
    if (this.#holders === 1) this.#start();
    return () => {
      this.#holders -= 1;
      if (this.#holders === 0) this.#stop();
    };
  }

  /** Show what was held when this page was last open, until the server has said what holds. */
  recall({ scan, role, tasks, position }: KeptScan): void {
    if (this.#state === NOTHING_YET) this.#set({ ...mergeTasks(NOTHING_YET, tasks), scan, role, position });
  }

  /** Give a verdict on the version that was seen. The answer's task is merged, whoever won. */
  decide(verdict: Verdict): Promise<Decided | Refused | Unanswered> {
    return this.#change(this.#connection.decide(verdict));
  }

  /** Give one verdict on many. What the answer knows of them is merged, whoever won. */
  async decideMany(verdict: ManyVerdict): Promise<DecidedMany | Refused | Unanswered> {
    const answer = await this.#connection.decideMany(verdict);
    if (answer.ok) this.#merge([...answer.tasks, ...answer.refused.flatMap(({ task }) => task ?? [])]);
    return answer;
  }

  /** Send a corrected text for the version that was seen. The answer's task is merged, whoever won. */
  resubmit(correction: Correction): Promise<Decided | Refused | Unanswered> {
    return this.#change(this.#connection.resubmit(correction));
  }

  /** Submit; with the same `clientId` as often as need be. */
  async submit(clientId: string, text: string): Promise<Submitted | Refused | Unanswered> {
    const answer = await this.#connection.submit({ scan_id: this.scanId, client_id: clientId, text });
    if (answer.ok) this.#merge([answer.task]);
    return answer;
  }

  /** Tell the other moderators that this one looks at a task. Repeat it while that is so. */
  claim(taskId: string): void {
    void this.#connection.claim(taskId);
  }

  /** Tell them that he does no longer. */
  release(taskId: string): void {
    void this.#connection.release(taskId);
  }

  readonly #isNeeded = (task: TaskView): boolean => [...this.#keepers].some((isNeeded) => isNeeded(task));

  async #change(call: Promise<Decided | Refused | Unanswered>): Promise<Decided | Refused | Unanswered> {
    const answer = await call;
    if ('task' in answer) this.#merge([answer.task]);
    return answer;
  }

  #start(): void {
    let wasLive = false;
    const follow = () => {
      const isLive = this.#connection.status === 'live';
      if (isLive && !wasLive) void this.#join();
      if (!isLive && wasLive) this.#lose();
      wasLive = isLive;
    };
    this.#undo = [this.#connection.onEvent((event) => this.#onEvent(event)), this.#connection.onStatus(follow)];
    follow();
  }

  #stop(): void {
    for (const undo of this.#undo) undo();
    this.#undo = [];
    this.#lose();
    this.#flush();
    void this.#connection.leaveScan(this.scanId);
  }

  /** The connection is gone, or nobody needs it any more: what comes next begins with joining. */
  #lose(): void {
    this.#attempt += 1;
    this.#isReading = false;
    this.#inStep = false;
    this.#vigil.end();
    this.#tell();
  }

  /** Join, and read what has changed, or (`anew`) a snapshot. */
  async #join(anew = false): Promise<void> {
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.#isReading = true;
    for (let failures = 0; attempt === this.#attempt; failures += 1) {
      const error = await this.#readPages(attempt, anew);
      if (attempt !== this.#attempt || error === null) return;
      if (!error.retry) {
        this.#settle('refused', error);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, backoff(failures)));
      // The connection was cut: the next one joins anew.
      if (this.#connection.status !== 'live') return;
    }
  }

  /** Read page after page; return why it stopped early, or null when all is read. */
  async #readPages(attempt: number, anew: boolean): Promise<AckError | null> {
    const position = anew ? null : this.#state.position;
    let call: JoinScan = { ...this.#place, ...(position && { epoch: position.epoch, since: position.seq }) };
    let reading: Reading | null = null;
    for (;;) {
      const page = await this.#connection.joinScan(call);
      if (attempt !== this.#attempt) return null;
      if (!page.ok) return page.error;
      this.#flush();
      if (restartedSince(this.#state, page)) this.#vigil.forget();
      this.#vigil.note(page.tasks);
      const after: { state: ScanState; reading: Reading } = applyPage(this.#state, reading, page);
      reading = after.reading;
      if (!page.more) {
        this.#state = after.state;
        this.#settle('joined', null, 'all');
        this.#vigil.begin(page.seq, page.head);
        return null;
      }
      this.#set(after.state);
      const next = { ...this.#place, epoch: page.epoch, since: page.seq };
      call = page.snapshot ? { ...next, snapshot: true } : next;
    }
  }

  #onEvent(event: ServerEvent): void {
    if (scanOf(event) !== this.scanId) return;
    if (event.name === 'notice') {
      if (event.code === 'role_changed') void this.#join();
      return;
    }
    if (event.name === 'head') {
      if (!this.#inStep || this.#isReading) return;
      // In the order in which things came: what overtakes a head must not be counted with it.
      this.#flush();
      this.#vigil.heed(event);
      return;
    }
    this.#pending.push(event);
    if (this.#pending.length === 1) onNextFrame(() => this.#flush());
  }

  #flush(): void {
    const events = this.#pending;
    this.#pending = [];
    if (events.length === 0) return;
    const tasks = events.flatMap(tasksOf);
    this.#note(tasks);
    this.#set(applyEvents(this.#state, events), tasks);
  }

  #merge(tasks: readonly TaskView[]): void {
    this.#note(tasks);
    this.#set(mergeTasks(this.#state, tasks), tasks);
  }

  /** Note what is about to be merged. */
  #note(tasks: readonly TaskView[]): void {
    this.#vigil.note(tasks);
    if (this.#inStep && tasks.some((task) => isStranger(this.#state, task))) this.#vigil.missCounts();
  }

  #settle(phase: JoinPhase, error: AckError | null, changed: Changed = []): void {
    this.#phase = phase;
    this.#error = error;
    this.#isReading = false;
    this.#inStep = phase === 'joined';
    this.#tell(changed);
  }

  #set(state: ScanState, changed: Changed = 'all'): void {
    if (state === this.#state) return;
    this.#state = state.role === 'moderator' ? forgetDecided(state, this.#isNeeded) : state;
    this.#tell(changed);
  }

  #tell(changed: Changed = []): void {
    for (const listener of this.#listeners) listener(changed);
  }
}

/** The scans this tab knows, by id. */
export class LiveScans {
  readonly #connection: LiveConnection;
  readonly #scans = new Map<string, ScanLive>();

  constructor(connection: LiveConnection) {
    this.#connection = connection;
  }

  get(scanId: string): ScanLive {
    const known = this.#scans.get(scanId);
    if (known) return known;
    const made = new ScanLive(this.#connection, scanId);
    this.#scans.set(scanId, made);
    return made;
  }
}
