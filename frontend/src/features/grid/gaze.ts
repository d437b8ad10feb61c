import type { Clock } from './clock';

/** Eyes that pass over a card claim nothing. */
const RESTS_MS = 300;
/** The server forgets a claim after fifteen seconds. */
const RENEW_MS = 10_000;
/** Without a hand for so long nobody sits there, whatever the page shows. */
const IDLE_MS = 60_000;

export type GazePorts = {
  readonly claim: (id: string) => void;
  readonly release: (id: string) => void;
};

/** Tells the other moderators which task this one looks at, for as long as he does. */
export class Gaze {
  readonly #ports: GazePorts;
  readonly #clock: Clock;
  #task: string | null = null;
  #claimed: string | null = null;
  #stirredAt = -Infinity;
  #cancel: (() => void) | null = null;

  constructor(ports: GazePorts, clock: Clock) {
    this.#ports = ports;
    this.#clock = clock;
  }

  /** This task is before the eyes now, or none that waits. */
  look(id: string | null): void {
    if (id === this.#task) return;
    this.#let();
    this.#task = id;
    this.#after(RESTS_MS);
  }

  /** The hand has moved: somebody sits there. */
  readonly stir = (): void => {
    this.#stirredAt = this.#clock.now();
    if (this.#cancel === null) this.#after(RESTS_MS);
  };

  /** Say it again: who has joined anew is no longer known to look at anything. */
  again(): void {
    if (this.#claimed !== null) this.#claim();
  }

  /** Look away until the next `look`. */
  stop(): void {
    this.look(null);
  }

  #after(ms: number): void {
    this.#cancel?.();
    this.#cancel = this.#task === null ? null : this.#clock.after(ms, () => this.#claim());
  }

  #claim(): void {
    if (this.#task === null || this.#clock.now() - this.#stirredAt > IDLE_MS) {
      this.#let();
      return;
    }
    this.#claimed = this.#task;
    this.#ports.claim(this.#task);
    this.#after(RENEW_MS);
  }

  #let(): void {
    this.#cancel?.();
    this.#cancel = null;
    if (this.#claimed !== null) this.#ports.release(this.#claimed);
    this.#claimed = null;
  }
}
