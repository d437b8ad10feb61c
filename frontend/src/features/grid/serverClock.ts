import { Listeners, type Unsubscribe } from './listeners';

const TICK_MS = 1000;

/** A scan's time, and a tick every second for who shows an age. Ages never follow the device. */
export class ServerClock {
  /** The scan's time now, in milliseconds. */
  readonly now: () => number;
  readonly #listeners = new Listeners();
  #watchers = 0;
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(now: () => number) {
    this.now = now;
  }

  /** Return how long ago something was, in milliseconds; never less than nothing. */
  since(iso: string): number {
    return Math.max(0, this.now() - Date.parse(iso));
  }

  readonly onTick = (listener: () => void): Unsubscribe => {
    const stop = this.#listeners.add(listener);
    this.#watchers += 1;
    this.#timer ??= setInterval(() => {
      this.#listeners.tell();
    }, TICK_MS);
    return () => {
      stop();
      this.#watchers -= 1;
      if (this.#watchers > 0 || this.#timer === null) return;
      clearInterval(this.#timer);
      this.#timer = null;
    };
  };
}
