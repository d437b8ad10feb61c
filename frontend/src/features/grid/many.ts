import type { VerdictAction } from '@/live/protocol.gen';
import type { Clock } from './clock';
import { Listeners, type Unsubscribe } from './listeners';
import type { ChangedTask, ManyAnswer, ManyVerdict, Outcome, Progress } from './verdict';

export type ManyPorts = {
  readonly clock: Clock;
  readonly mayDecide: () => boolean;
  readonly decideMany: (verdict: ManyVerdict) => Promise<ManyAnswer>;
};

/** The server takes so many in one call. */
const CHUNK = 200;

/** One verdict on many tasks: chunk by chunk, with what it has come to. */
export class Many {
  readonly #ports: ManyPorts;
  readonly #listeners = new Listeners();
  #progress: Progress | null = null;
  #outcome: Outcome | null = null;
  #isStopped = false;

  constructor(ports: ManyPorts) {
    this.#ports = ports;
  }

  readonly onChange = (listener: () => void): Unsubscribe => this.#listeners.add(listener);

  /** How far the one that is under way has come, or null. */
  get progress(): Progress | null {
    return this.#progress;
  }

  /** What the last one came to, until it is dismissed. */
  get outcome(): Outcome | null {
    return this.#outcome;
  }

  /** Send no further chunk; what is on its way is finished. */
  stop(): void {
    this.#isStopped = true;
  }

  dismiss(): void {
    if (!this.#outcome) return;
    this.#outcome = null;
    this.#listeners.tell();
  }

  /** Add to the outcome what was found to have changed before anything was sent. */
  add(action: VerdictAction, changed: readonly ChangedTask[]): void {
    if (changed.length === 0) return;
    const outcome = this.#outcome ?? { action, taken: [], changed: [], left: [], message: null };
    this.#outcome = { ...outcome, changed: [...outcome.changed, ...changed] };
    this.#listeners.tell();
  }

  /** Send it. `onSettled` is told the ids that are no longer on their way. */
  async send({ tasks, action, ...why }: ManyVerdict, onSettled: (ids: readonly string[]) => void): Promise<Outcome> {
    this.#isStopped = false;
    let outcome: Outcome = { action, taken: [], changed: [], left: [], message: null };
    let rest = tasks;
    this.#show({ action, done: 0, all: tasks.length }, null);
    while (rest.length > 0) {
      const chunk = rest.slice(0, CHUNK);
      const answer = await this.#sendChunk({ tasks: chunk, action, ...why });
      if (!answer.ok) {
        outcome = { ...outcome, left: [...outcome.left, ...rest], message: answer.message };
        break;
      }
      rest = rest.slice(chunk.length);
      outcome = join(outcome, answer);
      onSettled(chunk.map(({ id }) => id));
      this.#show({ action, done: tasks.length - rest.length, all: tasks.length }, null);
    }
    onSettled(rest.map(({ id }) => id));
    this.#show(null, outcome);
    return outcome;
  }

  /** Where the server asks for patience, have it. */
  async #sendChunk(chunk: ManyVerdict): Promise<ManyAnswer> {
    for (;;) {
      if (this.#isStopped || !this.#ports.mayDecide()) return { ok: false, message: '', waitMs: null };
      const answer = await this.#ports.decideMany(chunk);
      if (answer.ok || answer.waitMs === null) return answer;
      const { waitMs } = answer;
      await new Promise<void>((resolve) => this.#ports.clock.after(waitMs, resolve));
    }
  }

  #show(progress: Progress | null, outcome: Outcome | null): void {
    this.#progress = progress;
    this.#outcome = outcome;
    this.#listeners.tell();
  }
}

function join(outcome: Outcome, { taken, changed, left, message }: Extract<ManyAnswer, { ok: true }>): Outcome {
  return {
    ...outcome,
    taken: [...outcome.taken, ...taken],
    changed: [...outcome.changed, ...changed],
    left: [...outcome.left, ...left],
    message: message ?? outcome.message,
  };
}

