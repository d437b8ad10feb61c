import type { TaskView, VerdictAction } from '@/live/protocol.gen';
import { Listeners, type Unsubscribe } from './listeners';
import { Many, type ManyPorts } from './many';
import type { Answer, ChangedTask, ManyVerdict, Mine, Outcome, Setback, Verdict } from './verdict';

export type VerdictPorts = ManyPorts & {
  readonly task: (id: string) => TaskView | null;
  readonly decide: (verdict: Verdict) => Promise<Answer>;
  readonly onSetback: (setback: Setback) => void;
  /** Find out through whom these have changed, as far as that can be known. */
  readonly learn: (tasks: readonly TaskView[]) => Promise<readonly ChangedTask[]>;
};

/** How many steps can be taken back, the last one first. A verdict on many is one. */
const UNDO_DEPTH = 20;

/** The verdicts of one desk: on their way, taken, and taken back. */
export class Verdicts {
  /** The verdict on many that is under way, or the last one. */
  readonly many: Many;
  readonly #ports: VerdictPorts;
  readonly #listeners = new Listeners();
  readonly #deciding = new Map<string, VerdictAction>();
  /** What this desk has decided, step by step, as its verdicts left it. */
  #mine: readonly (readonly Mine[])[] = [];
  /** Settles when every verdict that was given so far is answered. */
  #answered: Promise<unknown> = Promise.resolve();

  constructor(ports: VerdictPorts) {
    this.#ports = ports;
    this.many = new Many(ports);
  }

  /** Know steps that were made before this desk was, the last one last. */
  recall(steps: readonly (readonly Mine[])[]): void {
    this.#mine = steps.slice(-UNDO_DEPTH);
  }

  /** The steps that can be taken back, the last one last. */
  get steps(): readonly (readonly Mine[])[] {
    return this.#mine;
  }

  /** Told when a verdict leaves, is answered, or can no longer be taken back. */
  readonly onChange = (listener: () => void): Unsubscribe => this.#listeners.add(listener);

  /** The verdict on this task that is on its way, or null. */
  deciding(id: string): VerdictAction | null {
    return this.#deciding.get(id) ?? null;
  }

  /** Whether a verdict on this task could leave now. */
  mayGive(id: string): boolean {
    return this.#ports.mayDecide() && !this.#deciding.has(id);
  }

  async give(verdict: Verdict): Promise<void> {
    if (!this.mayGive(verdict.id)) return;
    this.many.dismiss();
    this.#deciding.set(verdict.id, verdict.action);
    this.#listeners.tell();
    const answering = this.#ports.decide(verdict).then((answer) => this.#settle(verdict, answer));
    this.#answered = Promise.all([this.#answered, answering]);
    await answering;
  }

  /** Give one verdict on many tasks; what becomes of it is told by `many`. Only one is under way at a time. */
  async giveMany(verdict: ManyVerdict): Promise<Outcome | null> {
    const tasks = verdict.tasks.filter(({ id }) => this.mayGive(id));
    if (tasks.length === 0 || this.many.progress) return null;
    for (const { id } of tasks) this.#deciding.set(id, verdict.action);
    this.#listeners.tell();
    const settle = (ids: readonly string[]) => {
      for (const id of ids) this.#deciding.delete(id);
      this.#listeners.tell();
    };
    const answering = this.many.send({ ...verdict, tasks }, settle).then((outcome) => {
      this.#remember(verdict.action, outcome.taken);
      return outcome;
    });
    this.#answered = Promise.all([this.#answered, answering]);
    return answering;
  }

  /** Whether this is one's own verdict that could be taken back. */
  isMine(id: string): boolean {
    return this.#mine.some((step) => step.some((seen) => seen.id === id));
  }

  get canUndo(): boolean {
    return this.#mine.length > 0 || this.#deciding.size > 0;
  }

  /**
   * Take back the last step, once it is answered. What has changed since stays as it is, and who
   * changed it is told.
   *
   * @returns the tasks that wait again.
   */
  async undo(): Promise<readonly string[]> {
    const undoing = this.#answered.then(() => this.#undoLast());
    // Who asks twice takes back two steps, one after the other.
    this.#answered = undoing;
    return undoing;
  }

  async #undoLast(): Promise<readonly string[]> {
    const last = this.#mine.at(-1);
    if (!last || !this.#ports.mayDecide()) return [];
    const [only] = last;
    await (only && last.length === 1 ? this.#undoOne(only) : this.#undoMany(last));
    // What did not succeed can be tried again.
    const still = new Set(this.#mine.flat());
    return last.filter((seen) => !still.has(seen) && this.#ports.task(seen.id)?.status === 'pending').map(({ id }) => id);
  }

  async #undoOne(seen: Mine): Promise<void> {
    const task = this.#ports.task(seen.id);
    if (task && !isStill(seen, task)) {
      this.#forget([seen]);
      this.#ports.onSetback({ kind: 'late', task });
      return;
    }
    await this.give({ id: seen.id, version: task?.version ?? seen.version, action: 'reopen' });
  }

  async #undoMany(step: readonly Mine[]): Promise<void> {
    const now = step.map((seen) => ({ seen, task: this.#ports.task(seen.id) }));
    const changed = now.flatMap(({ seen, task }) => (task && !isStill(seen, task) ? [{ seen, task }] : []));
    this.#forget(changed.map(({ seen }) => seen));
    const learning = this.#ports.learn(changed.map(({ task }) => task));
    const late = new Set(changed.map(({ seen }) => seen));
    const tasks = now.filter(({ seen }) => !late.has(seen)).map(({ seen, task }) => ({ id: seen.id, version: task?.version ?? seen.version }));
    await this.giveMany({ tasks, action: 'reopen' });
    this.many.add('reopen', await learning);
  }

  #settle({ id, action }: Verdict, answer: Answer): void {
    this.#deciding.delete(id);
    if (answer.ok) this.#remember(action, [answer.task]);
    this.#listeners.tell();
    if (!answer.ok) this.#ports.onSetback(answer.setback);
  }

  #remember(action: VerdictAction, taken: readonly TaskView[]): void {
    const ids = new Set(taken.map(({ id }) => id));
    const others = this.#mine.map((step) => step.filter(({ id }) => !ids.has(id)));
    const step = taken.map(({ id, version, decided_at: at }) => ({ id, version, at }));
    const steps = action === 'reopen' ? others : [...others, step];
    this.#mine = steps.filter(({ length }) => length > 0).slice(-UNDO_DEPTH);
    this.#listeners.tell();
  }

  #forget(gone: readonly Mine[]): void {
    this.#mine = this.#mine.map((step) => step.filter((seen) => !gone.includes(seen))).filter(({ length }) => length > 0);
    this.#listeners.tell();
  }
}

/** A verdict that was held back has another version once its author is told, and is the same. */
const isStill = (seen: Mine, task: TaskView): boolean =>
  task.version === seen.version || (task.decided_at !== undefined && task.decided_at === seen.at);
