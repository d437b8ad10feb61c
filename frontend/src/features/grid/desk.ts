import type { TaskView, VerdictAction } from '../../live/protocol.gen';
import { Attention, type AttentionPorts } from './attention';
import type { Clock } from './clock';
import { placeOf, slotsOf } from './geometry';
import type { Unsubscribe } from './listeners';
import type { Direction } from './roving';
import { Selection } from './selection';
import type { Seen, Verdict } from './verdict';
import { Verdicts, type VerdictPorts } from './verdicts';

export type { Answer, Seen, Setback, Verdict } from './verdict';

/** What the desk needs of the rest of the page. */
export type DeskPorts = AttentionPorts &
  Omit<VerdictPorts, 'clock'> & {
    readonly onTasks: (listener: () => void) => Unsubscribe;
  };

/** What the panel lists is fetched when it is there for the first time. Later than this a key is forgotten. */
const LISTED_LATE_MS = 3000;

/**
 * One moderator's desk: what waits in the grid, which task the eyes are on, which are selected, and the
 * verdicts that are on their way. A verdict names the version that was painted, and is never queued.
 */
export class Desk extends Attention {
  readonly selection = new Selection();
  readonly verdicts: Verdicts;
  readonly #ports: DeskPorts;
  readonly #clock: Clock;
  #painted: Seen | null = null;
  #listed: readonly string[] = [];
  /** Whose likes were to be selected before the panel had listed them, and until when that holds. */
  #toSelect: { readonly id: string; readonly until: number } | null = null;
  #handInGrid = false;

  constructor(ports: DeskPorts, clock: Clock) {
    super(ports, clock);
    this.#ports = ports;
    this.#clock = clock;
    this.verdicts = new Verdicts({ ...ports, clock });
  }

  /** Follow the tasks until the answer is called. */
  start(): Unsubscribe {
    const follow = () => {
      this.zoom.setWaiting(this.#ports.waiting());
      this.selection.keep(this.waits);
      this.settle();
    };
    follow();
    const stop = this.#ports.onTasks(follow);
    return () => {
      stop();
      this.end();
    };
  }

  /** Whether this task is still to be known once it is decided: it is looked at, or its verdict can be taken back. */
  readonly needs = ({ id }: Pick<TaskView, 'id'>): boolean => id === this.current || this.verdicts.isMine(id);

  override deciding(id: string): VerdictAction | null {
    return this.verdicts.deciding(id);
  }

  readonly onDeciding = (listener: () => void): Unsubscribe => this.verdicts.onChange(listener);

  /** Select what has the focus, or let it go: a task, or all of a block. */
  toggleCurrent(): void {
    const { here } = this;
    if (here !== null) this.toggle(here);
  }

  /** Select a task, or all of the block where it is; let it go if it is selected. */
  toggle(id: string): void {
    this.#selecting();
    const at = this.grid.placeOf(id);
    const inBlock = this.zoom.showsBlocks && at !== null ? this.#among(this.grid.idsAt(at)) : [];
    const tasks = inBlock.length > 0 ? inBlock : this.#among([id]);
    if (tasks.length > 0) this.selection.toggle(tasks);
  }

  /** Tell which tasks the panel lists, as they say the same. */
  list(ids: readonly string[]): void {
    this.#listed = ids;
    if (this.#toSelect === null || !ids.includes(this.#toSelect.id)) return;
    const isMeant = this.#toSelect.id === this.current && this.#clock.now() <= this.#toSelect.until;
    this.#toSelect = null;
    if (isMeant) this.selectListed();
  }

  /** Select those that the panel lists, once it does, or let them go if all of them are selected. */
  selectListed(): void {
    this.#selecting();
    const tasks = this.#among(this.#listed);
    if (tasks.length > 0) this.selection.toggle(tasks);
    else this.#toSelect = this.current === null ? null : { id: this.current, until: this.#clock.now() + LISTED_LATE_MS };
  }

  /** Move, and select what lies between where the range began and where the focus comes to. */
  extend(to: Direction): void {
    const from = this.here;
    this.move(to);
    if (from !== null && this.here !== null) this.selectTo(this.here, from);
  }

  /** Select what lies between where the range began, which is what has the focus at first, and this task. */
  selectTo(id: string, from: string | null = this.here): void {
    const anchor = this.selection.anchor ?? from ?? id;
    const { fit } = this.grid.layout;
    const ends = [anchor, id].map((end) => this.grid.slotOf(end)).filter((slot) => slot !== null);
    if (!fit || ends.length < 2) return;
    const [first, last] = [Math.min(...ends), Math.max(...ends)].map((slot) => placeOf(fit, slot));
    if (first === undefined || last === undefined) return;
    this.#selecting();
    const places = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    this.selection.extend(anchor, this.#inSlots(places.flatMap((at) => slotsOf(fit, at))));
    const at = this.grid.placeOf(id);
    if (at !== null) this.point(at);
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

  /** Go one step back: from what the last verdict on many came to, from a selection, from a block, from a filter. */
  clear(): void {
    if (this.verdicts.many.outcome) this.verdicts.many.dismiss();
    else if (this.selection.size > 0) this.selection.clear();
    else if (this.zoom.isIn) this.leaveBlock();
    else this.look('');
  }

  /**
   * Give a verdict on a task as it was seen. The focus goes on at once, to the oldest task that
   * waits; what does not succeed is told through `onSetback`.
   */
  async give(verdict: Verdict): Promise<void> {
    if (!this.verdicts.mayGive(verdict.id)) return;
    const giving = this.verdicts.give(verdict);
    if (verdict.action !== 'reopen') this.goOn();
    await giving;
  }

  /** Give one verdict on all that are selected, each as it was when it was selected. What is not taken stays selected. */
  async giveSelected(action: VerdictAction, reason?: string, reasonsVersion?: number): Promise<void> {
    const { tasks } = this.selection;
    const giving = this.verdicts.giveMany({ tasks, action, ...(reason && { reason, reasonsVersion }) });
    this.goOn();
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
    return seen?.id === this.current && this.waits(seen.id) ? seen : null;
  }

  /** Give a verdict by key, on what is painted. Returns whether there was something to decide. */
  giveOnPainted(action: VerdictAction, reason?: string, reasonsVersion?: number): boolean {
    const seen = this.paintedAndWaiting();
    if (!seen) return false;
    void this.give({ ...seen, action, ...(reason && { reason, reasonsVersion }) });
    return true;
  }

  #seen(id: string): Seen {
    return { id, version: this.#ports.task(id)?.version ?? 0 };
  }

  /** What the last verdict on many came to has been read, once something else is selected. */
  #selecting(): void {
    this.verdicts.many.dismiss();
  }

  /** The tasks in these slots that can be selected. */
  #inSlots(slots: readonly number[]): readonly Seen[] {
    return this.#among(slots.flatMap((slot) => this.grid.slot(slot)?.id ?? []));
  }

  /** Those of these tasks that can be selected: they wait, match, and are not being decided. */
  #among(ids: readonly string[]): readonly Seen[] {
    return ids.filter((id) => this.waits(id) && this.matches(id) && this.deciding(id) === null).map((id) => this.#seen(id));
  }
}
