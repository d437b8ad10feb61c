import type { TaskView, VerdictAction } from '../../live/protocol.gen';
import type { Clock } from './clock';
import { Filter } from './filter';
import { GridController } from './gridController';
import { Listeners, type Unsubscribe } from './listeners';
import { neighbour, type Direction } from './roving';

/** A task as somebody saw it: what a verdict is about. */
export type Seen = { readonly id: string; readonly version: number };

export type Verdict = Seen & { readonly action: VerdictAction; readonly reason?: string };

/**
 * What came of a verdict that was not taken. `task` is the task as it is now.
 * `late`: it has changed since the verdict that was to be taken back.
 */
export type Setback =
  | { readonly kind: 'lost'; readonly task: TaskView }
  | { readonly kind: 'late'; readonly task: TaskView }
  | { readonly kind: 'failed'; readonly number: number | null; readonly message: string };

export type Answer = { readonly ok: true; readonly task: TaskView } | { readonly ok: false; readonly setback: Setback };

/** What the desk needs of the rest of the page. */
export type DeskPorts = {
  /** The tasks that wait for a verdict, oldest first. */
  readonly waiting: () => readonly string[];
  readonly task: (id: string) => TaskView | null;
  /** Whether another moderator looks at this task. */
  readonly isTaken: (id: string) => boolean;
  readonly onTasks: (listener: () => void) => Unsubscribe;
  /** Whether a verdict can be given now: the connection lives, and the scan lets this user. */
  readonly mayDecide: () => boolean;
  readonly decide: (verdict: Verdict) => Promise<Answer>;
  readonly onSetback: (setback: Setback) => void;
};

/** One's own verdict: what it left, and when it was given, which tells it from a later one. */
type Mine = Seen & { readonly at: string | undefined };

/** How many of one's own verdicts can be taken back, the last one first. */
const UNDO_DEPTH = 20;

/** A search that has not changed for so long is the one that was meant. */
const GATHER_AFTER_MS = 400;

/**
 * One moderator's desk: what waits in the grid, which task the eyes are on, and the verdicts that
 * are on their way. A verdict names the version that was painted, and is never queued.
 */
export class Desk {
  readonly grid: GridController;
  readonly filter = new Filter();
  readonly #ports: DeskPorts;
  readonly #clock: Clock;
  readonly #focusListeners = new Listeners();
  readonly #decidingListeners = new Listeners();
  readonly #deciding = new Map<string, VerdictAction>();
  /** Null: nobody has looked at anything yet, and the oldest stands for it. */
  #focused: string | null = null;
  #current: string | null = null;
  #painted: Seen | null = null;
  /** The tasks that this desk has decided, as its verdicts left them. */
  #mine: readonly Mine[] = [];
  /** Settles when every verdict that was given so far is answered. */
  #answered: Promise<unknown> = Promise.resolve();
  #handInGrid = false;
  #cancelGather: () => void = () => undefined;

  constructor(ports: DeskPorts, clock: Clock) {
    this.#ports = ports;
    this.#clock = clock;
    this.grid = new GridController(clock);
  }

  /** Follow the tasks until the answer is called. */
  start(): Unsubscribe {
    const follow = () => {
      this.grid.setWaiting(this.#ports.waiting());
      this.#settleFocus();
    };
    follow();
    const stop = this.#ports.onTasks(follow);
    return () => {
      stop();
      this.#cancelGather();
      this.grid.dispose();
    };
  }

  /** The task in the panel: the one with the focus, else the oldest that waits. */
  get current(): string | null {
    return this.#current;
  }

  readonly onFocus = (listener: () => void): Unsubscribe => this.#focusListeners.add(listener);

  deciding(id: string): VerdictAction | null {
    return this.#deciding.get(id) ?? null;
  }

  readonly onDeciding = (listener: () => void): Unsubscribe =>
    this.#decidingListeners.add(listener);

  focus(id: string): void {
    this.#focused = id;
    this.#settleFocus();
  }

  focusOldest(): void {
    this.#focused = this.#oldest();
    this.#settleFocus();
  }

  move(to: Direction): void {
    const layout = this.grid.layout.fit;
    if (!layout) return;
    const slot = this.#current === null ? null : this.grid.slotOf(this.#current);
    if (slot === null) {
      this.focusOldest();
      return;
    }
    const ids = this.grid.ids();
    const taken = ids.map(
      (id, index) => this.grid.slot(index)?.leaving === false && (id === null || this.filter.matches(this.#ports.task(id))),
    );
    const target = ids[neighbour(layout, taken, slot, to)];
    if (target) this.focus(target);
  }

  /** The tasks that wait and match the filter, oldest first; all that wait while it is off. */
  matching(): readonly string[] {
    return this.filter.among(this.#ports.waiting(), this.#ports.task);
  }

  /**
   * Look for something among what waits. What does not match is dimmed at once; once the search
   * rests, what matches comes to the front of the grid. Without a word, all is as it was, in its new place.
   */
  look(query: string): void {
    this.filter.set(query);
    if (this.filter.isOn && (this.#current === null || !this.filter.matches(this.#ports.task(this.#current)))) {
      this.#focused = this.#oldest();
    }
    this.#settleFocus();
    this.#cancelGather();
    if (!this.filter.isOn) this.grid.gather(null);
    else this.#cancelGather = this.#clock.after(GATHER_AFTER_MS, () => this.grid.gather((id) => this.filter.matches(this.#ports.task(id))));
  }

  /**
   * Give a verdict on a task as it was seen. The focus goes on at once, to the oldest task that
   * waits; what does not succeed is told through `onSetback`.
   */
  async give(verdict: Verdict): Promise<void> {
    if (!this.#ports.mayDecide() || this.#deciding.has(verdict.id)) return;
    this.#deciding.set(verdict.id, verdict.action);
    this.#decidingListeners.tell();
    if (verdict.action !== 'reopen') this.focusOldest();
    const answering = this.#ports.decide(verdict).then((answer) => this.#settle(verdict, answer));
    this.#answered = Promise.all([this.#answered, answering]);
    await answering;
  }

  get canUndo(): boolean {
    return this.#mine.length > 0 || this.#deciding.size > 0;
  }

  /**
   * Take back the last verdict that was given here, once it is answered, and look at the task again.
   * One that has changed since stays as it is, and who changed it is told.
   */
  async undo(): Promise<void> {
    await this.#answered;
    const last = this.#mine.at(-1);
    if (!last || !this.#ports.mayDecide()) return;
    const task = this.#ports.task(last.id);
    // A verdict that was held back has another version once its author is told, and is the same.
    const isMine = task?.version === last.version || (task?.decided_at !== undefined && task.decided_at === last.at);
    if (task && !isMine) {
      this.#mine = this.#mine.slice(0, -1);
      this.#decidingListeners.tell();
      this.#ports.onSetback({ kind: 'late', task });
      return;
    }
    await this.give({ id: last.id, version: task?.version ?? last.version, action: 'reopen' });
    // One that did not succeed can be tried again.
    if (!this.#mine.includes(last)) this.focus(last.id);
  }

  #settle({ id, action }: Verdict, answer: Answer): void {
    this.#deciding.delete(id);
    if (answer.ok) {
      const others = this.#mine.filter((seen) => seen.id !== id);
      const { version, decided_at: at } = answer.task;
      this.#mine = action === 'reopen' ? others : [...others, { id, version, at }].slice(-UNDO_DEPTH);
    }
    this.#decidingListeners.tell();
    if (!answer.ok) this.#ports.onSetback(answer.setback);
  }

  /** Whether the keyboard is in the grid: then the page's focus follows the desk's. */
  get handInGrid(): boolean {
    return this.#handInGrid;
  }

  handEntered(): void {
    this.#handInGrid = true;
  }

  handLeft(): void {
    this.#handInGrid = false;
  }

  /** Tell what the panel shows now, or that nobody can see it. */
  paint(seen: Seen | null): void {
    this.#painted = seen;
  }

  /** What a verdict by key would be about: the task in focus, once it is painted, while it waits. */
  paintedAndWaiting(): Seen | null {
    const seen = this.#painted;
    if (seen?.id !== this.#current) return null;
    return this.#ports.task(seen.id)?.status === 'pending' ? seen : null;
  }

  /** Give a verdict by key, on what is painted. Returns whether there was something to decide. */
  giveOnPainted(action: VerdictAction, reason?: string): boolean {
    const seen = this.paintedAndWaiting();
    if (!seen) return false;
    void this.give({ ...seen, action, ...(reason ? { reason } : {}) });
    return true;
  }

  /** The oldest that matches and that nobody else looks at; where there is none, two look at the same. */
  #oldest(): string | null {
    const waiting = this.matching().filter((id) => !this.#deciding.has(id));
    return waiting.find((id) => !this.#ports.isTaken(id)) ?? waiting[0] ?? null;
  }

  #settleFocus(): void {
    if (this.#focused !== null && this.#ports.task(this.#focused) === null) this.#focused = null;
    const current = this.#focused ?? this.#oldest();
    this.grid.hold(this.#focused);
    if (current === this.#current) return;
    this.#current = current;
    this.#focusListeners.tell();
  }
}
