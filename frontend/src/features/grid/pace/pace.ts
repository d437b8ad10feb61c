import type { TaskView } from '@/live/protocol.gen';

/** So many seconds are remembered: long enough to be steady, short enough to be of now. */
const SECONDS = 10;
/** And the one that is not over yet. */
const PLACES = SECONDS + 1;

/** How many tasks come in a second, of late. What one arrival does costs the same however many there are. */
export class Pace {
  /** Arrivals by the second in which they came; a place is used again once its second is too long ago. */
  readonly #counts = new Float64Array(PLACES);
  readonly #seconds = new Float64Array(PLACES).fill(-PLACES);

  /** A task has come at this time, by the server's clock. */
  note(at: number): void {
    const second = Math.floor(at / 1000);
    const place = second % PLACES;
    // What is older than what stands there is too old to count.
    if (second < (this.#seconds[place] ?? 0)) return;
    if (second > (this.#seconds[place] ?? 0)) this.#counts[place] = 0;
    this.#seconds[place] = second;
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
  }

  forget(): void {
    this.#counts.fill(0);
  }

  /** Return how many came in a second, on average over the last ten whole ones. */
  perSecond(now: number): number {
    const current = Math.floor(now / 1000);
    const sum = this.#counts.reduce((all, count, place) => {
      const age = current - (this.#seconds[place] ?? 0);
      return age >= 1 && age <= SECONDS ? all + count : all;
    }, 0);
    return sum / SECONDS;
  }
}

/** Return when a task came if this is its first version, else null: it came before. */
export const arrivedAt = ({ version, created_at }: TaskView): number | null => (version === 1 ? Date.parse(created_at) : null);

/** "0", "0.4", "12": a decimal only where it says something. */
export const roundedPace = (perSecond: number): number => (perSecond < 10 ? Math.round(perSecond * 10) / 10 : Math.round(perSecond));
