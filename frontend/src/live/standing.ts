import type { Head, TaskView } from './protocol.gen';
import type { ScanState } from './scanState';

/**
 * What a head says about what is held.
 * `behind`: something is missing, or on its way. `ahead`: events have overtaken the head.
 * `gap`: an event between others is missing, or one of the scan itself. `differs`: something old is not as it is held.
 */
export type Standing = 'behind' | 'ahead' | 'gap' | 'differs' | 'in step';

/** Which of a scan's changes were ever given to this page: the half of P33 to P39 that the tasks themselves do not tell. */
export class Given {
  #highest = 0;
  #seqs = new Set<number>();

  /** The highest `seq` that was given, by a task or as a position. */
  get highest(): number {
    return this.#highest;
  }

  add(tasks: readonly TaskView[]): void {
    for (const { seq } of tasks) {
      this.#seqs.add(seq);
      this.#highest = Math.max(this.#highest, seq);
    }
  }

  /** All is known up to `seq`; what lies at or below `head` need not be told apart any more. */
  standAt(seq: number, head: number): void {
    this.#highest = Math.max(this.#highest, seq);
    this.#seqs = new Set([...this.#seqs].filter((known) => known > head));
  }

  /** How many different changes were given above one `seq`, up to another. */
  between(above: number, upTo: number): number {
    let count = 0;
    for (const seq of this.#seqs) if (seq > above && seq <= upTo) count += 1;
    return count;
  }

  /** The numbers begin anew. */
  forget(): void {
    this.#highest = 0;
    this.#seqs.clear();
  }
}

/** Compare what is held with a head of its audience (P35 to P39). Only for a state that was read to the end. */
export function standingOf({ position, scan, sums }: ScanState, given: Given, head: Head): Standing {
  if ((scan?.version ?? 0) < head.scan_version) return 'gap';
  if (given.highest > head.seq) return 'ahead';
  if (given.highest < head.seq || position === null) return 'behind';
  const changes = head.changes - position.changes;
  if (changes !== given.between(position.seq, head.seq)) return 'gap';
  return sums.count === head.count && sums.digest === head.digest ? 'in step' : 'differs';
}
