import type { Head, TaskView } from './protocol.gen';
import type { ScanState } from './scanState';
import { Given, standingOf } from './standing';

/** Something is missing, or on its way: it is given so long to come. */
const PATIENCE_MS = 2000;
/** A head comes every ten seconds. Without one for so long, nobody knows whether the rest still comes. */
const SILENCE_MS = 25_000;
/** What the page cannot count itself comes in bursts: the counts are asked for once, so long after the last of it. */
const RECOUNT_MS = 500;
/** What is amiss is mended before anybody could see it; if it takes longer, the page says so. */
const MENDING_MS = 1000;

type Timer = ReturnType<typeof setTimeout> | null;

export type VigilPorts = {
  readonly state: () => ScanState;
  /** Read what has changed, or (`anew`) a snapshot. */
  readonly read: (anew: boolean) => void;
  /** All that this head counts is held: resume from here. */
  readonly stand: (head: Head) => void;
  /** `isStale` has changed. */
  readonly tell: () => void;
};

/** Watches over one scan while it is joined: notices what is missing, and has it read. */
export class Vigil {
  readonly #ports: VigilPorts;
  readonly #given = new Given();
  /** The head because of which a snapshot was asked for: another one would say the same. */
  #inVain: Head | null = null;
  #patience: Timer = null;
  #doubt: Timer = null;
  #recount: Timer = null;
  #isStale = false;

  constructor(ports: VigilPorts) {
    this.#ports = ports;
  }

  /** Whether what is shown may be old although the connection seems to live. */
  get isStale(): boolean {
    return this.#isStale;
  }

  /** Note what was given to this page, whether or not it is new. */
  note(tasks: readonly TaskView[]): void {
    this.#given.add(tasks);
  }

  /** The numbers begin anew: another epoch, or another role. */
  forget(): void {
    this.#given.forget();
  }

  /** All that there is was read, up to `seq`; the last answer had this head. */
  begin(seq: number, head: Head): void {
    this.#cancelPatience();
    this.#cancelRecount();
    this.#given.standAt(seq, head.seq);
    this.heed(head);
  }

  /** Compare a head with what is held. */
  heed(head: Head): void {
    this.#beSure();
    switch (standingOf(this.#ports.state(), this.#given, head)) {
      case 'ahead':
        return;
      case 'behind':
        this.#await(head.seq);
        return;
      case 'gap':
        this.#mend(false);
        return;
      case 'differs':
        if (isSame(head, this.#inVain)) return;
        this.#inVain = head;
        this.#mend(true);
        return;
      case 'in step':
        this.#cancelPatience();
        this.#cancelRecount();
        this.#given.standAt(head.seq, head.seq);
        this.#ports.stand(head);
    }
  }

  /** The counts are not to be worked out from what is held. The next head has them; should it keep one waiting, ask. */
  missCounts(): void {
    this.#cancelRecount();
    this.#recount = setTimeout(() => this.#ports.read(false), RECOUNT_MS);
  }

  /** Nothing is heard any more, and nobody expects it. */
  end(): void {
    this.#inVain = null;
    this.#cancelPatience();
    this.#cancelRecount();
    this.#setDoubt(null);
    this.#setStale(false);
  }

  /** Give what is missing the time to come, and read it if it does not. */
  #await(seq: number): void {
    this.#patience ??= setTimeout(() => {
      this.#patience = null;
      if (this.#given.highest < seq) this.#mend(false);
    }, PATIENCE_MS);
  }

  #mend(anew: boolean): void {
    this.#setDoubt(MENDING_MS);
    this.#ports.read(anew);
  }

  #beSure(): void {
    this.#setDoubt(SILENCE_MS);
    this.#setStale(false);
  }

  #setDoubt(ms: number | null): void {
    if (this.#doubt !== null) clearTimeout(this.#doubt);
    this.#doubt = ms === null ? null : setTimeout(() => this.#setStale(true), ms);
  }

  #cancelPatience(): void {
    if (this.#patience !== null) clearTimeout(this.#patience);
    this.#patience = null;
  }

  #cancelRecount(): void {
    if (this.#recount !== null) clearTimeout(this.#recount);
    this.#recount = null;
  }

  #setStale(isStale: boolean): void {
    if (isStale === this.#isStale) return;
    this.#isStale = isStale;
    this.#ports.tell();
  }
}

const isSame = (head: Head, other: Head | null): boolean =>
  head.seq === other?.seq && head.count === other.count && head.digest === other.digest;
