import type { VerdictAction } from '../../live/protocol.gen';
import type { Clock } from './clock';
import { Filter } from './filter';
import { GridController } from './gridController';
import { Listeners, type Unsubscribe } from './listeners';
import { neighbour, type Direction } from './roving';
import { Selection } from './selection';
import type { Seen, Verdict } from './verdict';
import { Verdicts, type VerdictPorts } from './verdicts';

export type { Answer, Seen, Setback, Verdict } from './verdict';

/** What the desk needs of the rest of the page. */
export type DeskPorts = Omit<VerdictPorts, 'clock'> & {
  /** The tasks that wait for a verdict, oldest first. */
  readonly waiting: () => readonly string[];
  /** Whether another moderator looks at this task. */
  readonly isTaken: (id: string) => boolean;
  readonly onTasks: (listener: () => void) => Unsubscribe;
};

/** A search that has not changed for so long is the one that was meant. */
const GATHER_AFTER_MS = 400;

/**
 * One moderator's desk: what waits in the grid, which task the eyes are on, which are selected, and the
 * verdicts that are on their way. A verdict names the version that was painted, and is never queued.
 */
export class Desk {
  readonly grid: GridController;
  readonly filter = new Filter();
  readonly selection = new Selection();
  readonly verdicts: Verdicts;
  readonly #ports: DeskPorts;
  readonly #clock: Clock;
  readonly #focusListeners = new Listeners();
  /** Null: nobody has looked at anything yet, and the oldest stands for it. */
  #focused: string | null = null;
  #current: string | null = null;
  #painted: Seen | null = null;
  #handInGrid = false;
  #cancelGather: () => void = () => undefined;

  constructor(ports: DeskPorts, clock: Clock) {
    this.#ports = ports;
    this.#clock = clock;
    this.grid = new GridController(clock);
    this.verdicts = new Verdicts({ ...ports, clock });
  }

  /** Follow the tasks until the answer is called. */
  start(): Unsubscribe {
    const follow = () => {
      this.grid.setWaiting(this.#ports.waiting());
      this.selection.keep((id) => this.#waits(id));
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

  /** The verdict on this task that is on its way, or null. */
  deciding(id: string): VerdictAction | null {
    return this.verdicts.deciding(id);
  }

  readonly onDeciding = (listener: () => void): Unsubscribe => this.verdicts.onChange(listener);

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
    const target = ids[neighbour(layout, ids.map((_, index) => this.#isReachable(index)), slot, to)];
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
    if (this.filter.isOn && (this.#current === null || !this.#matches(this.#current))) this.#focused = this.#oldest();
    this.#settleFocus();
    this.#cancelGather();
    if (!this.filter.isOn) this.grid.gather(null);
    else this.#cancelGather = this.#clock.after(GATHER_AFTER_MS, () => this.grid.gather((id) => this.#matches(id)));
  }

  /** Select the task in focus, or let it go. */
  toggleCurrent(): void {
    if (this.#current !== null && this.#waits(this.#current)) this.toggle(this.#current);
  }

  toggle(id: string): void {
    this.#selecting();
    this.selection.toggle(this.#seen(id));
  }

  /** Move, and select what lies between where the range began and where the focus comes to. */
  extend(to: Direction): void {
    const from = this.#current;
    this.move(to);
    if (from !== null && this.#current !== null) this.selectTo(this.#current, from);
  }

  /** Select what lies between where the range began, which is the task in focus at first, and this one. */
  selectTo(id: string, from: string | null = this.#current): void {
    const anchor = this.selection.anchor ?? from ?? id;
    const ends = [this.grid.slotOf(anchor), this.grid.slotOf(id)];
    const [first, last] = ends.map((slot) => slot ?? 0).toSorted((one, other) => one - other);
    if (first === undefined || last === undefined || ends.includes(null)) return;
    this.#selecting();
    this.selection.extend(anchor, this.#inSlots(Array.from({ length: last - first + 1 }, (_, index) => first + index)));
    this.focus(id);
  }

  /** Select what sits in these slots, and of what was selected before only what `kept` has. */
  selectSlots(slots: readonly number[], kept: readonly Seen[]): void {
    this.#selecting();
    this.selection.select(this.#inSlots(slots), kept);
  }

  /** Select all that match the filter; all that wait while it is off. */
  selectAll(): void {
    this.#selecting();
    this.selection.select(this.matching().map((id) => this.#seen(id)));
  }

  /** Go one step back: from what the last verdict on many came to, from a selection, from a filter. */
  clear(): void {
    if (this.verdicts.many.outcome) this.verdicts.many.dismiss();
    else if (this.selection.size > 0) this.selection.clear();
    else this.look('');
  }

  /**
   * Give a verdict on a task as it was seen. The focus goes on at once, to the oldest task that
   * waits; what does not succeed is told through `onSetback`.
   */
  async give(verdict: Verdict): Promise<void> {
    if (!this.verdicts.mayGive(verdict.id)) return;
    const giving = this.verdicts.give(verdict);
    if (verdict.action !== 'reopen') this.focusOldest();
    await giving;
  }

  /** Give one verdict on all that are selected, each as it was when it was selected. What is not taken stays selected. */
  async giveSelected(action: VerdictAction, reason?: string): Promise<void> {
    const { tasks } = this.selection;
    const giving = this.verdicts.giveMany({ tasks, action, ...(reason && { reason }) });
    this.focusOldest();
    const outcome = await giving;
    if (outcome) this.selection.select(outcome.left);
  }

  /** Take back the last step that was made here, and look at the task again. */
  async undo(): Promise<void> {
    const [first, ...more] = await this.verdicts.undo();
    if (first !== undefined && more.length === 0) this.focus(first);
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
    return seen?.id === this.#current && this.#waits(seen.id) ? seen : null;
  }

  /** Give a verdict by key, on what is painted. Returns whether there was something to decide. */
  giveOnPainted(action: VerdictAction, reason?: string): boolean {
    const seen = this.paintedAndWaiting();
    if (!seen) return false;
    void this.give({ ...seen, action, ...(reason ? { reason } : {}) });
    return true;
  }

  readonly #waits = (id: string): boolean => this.#ports.task(id)?.status === 'pending';

  #matches(id: string): boolean {
    return this.filter.matches(this.#ports.task(id));
  }

  #seen(id: string): Seen {
    return { id, version: this.#ports.task(id)?.version ?? 0 };
  }

  /** What the last verdict on many came to has been read, once something else is selected. */
  #selecting(): void {
    this.verdicts.many.dismiss();
  }

  #isReachable(slot: number): boolean {
    const view = this.grid.slot(slot);
    return view !== null && !view.leaving && this.#matches(view.id);
  }

  /** The tasks in these slots that can be selected: they wait, match, and are not being decided. */
  #inSlots(slots: readonly number[]): readonly Seen[] {
    const ids = slots.flatMap((slot) => (this.#isReachable(slot) ? (this.grid.slot(slot)?.id ?? []) : []));
    return ids.filter((id) => this.#waits(id) && this.deciding(id) === null).map((id) => this.#seen(id));
  }

  /** The oldest that matches and that nobody else looks at; where there is none, two look at the same. */
  #oldest(): string | null {
    const waiting = this.matching().filter((id) => this.deciding(id) === null);
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
