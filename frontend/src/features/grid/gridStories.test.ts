import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fit } from './fit';
import { GridController } from './gridController';
import { HandClock } from './handClock';

/** What can happen to a grid, from outside. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('come' as const), count: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('decide' as const), every: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('time' as const), ms: fc.integer({ min: 0, max: 3000 }) }) },
  fc.record({ kind: fc.constant('enter' as const) }),
  fc.record({ kind: fc.constant('fidget' as const), times: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ kind: fc.constant('leave' as const) }),
  fc.record({ kind: fc.constant('key' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const GROWS_WITHIN_MS = 2000;
const BUSY_MS = 1000;
const FIDGETS_EVERY_MS = 400;

/** A grid, a hand over it, and everything that may never happen. */
class Stage {
  readonly #hands = new HandClock();
  readonly #grid = new GridController(this.#hands);
  #waiting: string[] = [];
  #made = 0;
  #isPointerOn = false;
  #lastStir = -Infinity;
  /** From when on each had no place. */
  #standsSince = new Map<string, number>();
  #fit: Fit | null = null;
  #seats: readonly (string | null)[] = [];

  constructor() {
    this.#grid.setPane({ width: 1080, height: 720 }, 16);
    this.#grid.onLayout(() => this.#check());
    this.#grid.onSlots(() => this.#check());
  }

  play(event: Step): void {
    switch (event.kind) {
      case 'come':
        for (let come = 0; come < event.count; come += 1) this.#waiting.push(`t${(this.#made += 1)}`);
        this.#grid.setWaiting([...this.#waiting]);
        break;
      case 'decide':
        this.#waiting = this.#waiting.filter((_, index) => index % event.every !== 0);
        this.#grid.setWaiting([...this.#waiting]);
        break;
      case 'time':
        this.#hands.turn(event.ms);
        break;
      case 'enter':
        this.#stir();
        this.#isPointerOn = true;
        this.#grid.pointerEntered();
        break;
      case 'fidget':
        for (let moved = 0; moved < event.times; moved += 1) {
          this.#stir();
          this.#grid.stirred();
          this.#hands.turn(FIDGETS_EVERY_MS);
          this.#check();
        }
        break;
      case 'leave':
        this.#isPointerOn = false;
        this.#grid.pointerLeft();
        break;
      case 'key':
        this.#stir();
        this.#grid.stirred();
    }
    this.#check();
  }

  #stir(): void {
    this.#lastStir = this.#hands.now();
  }

  #check(): void {
    const { fit } = this.#grid.layout;
    const seats = this.#grid.ids();
    const stayed = this.#seats.some((id) => id !== null && seats.includes(id));
    const shrank = stayed && fit !== null && this.#fit !== null && fit.count < this.#fit.count;
    if (shrank) {
      expect(this.#isPointerOn, 'shrinks while the pointer rests on it').toBe(false);
      expect(this.#hands.now() - this.#lastStir, 'shrinks under a busy hand').toBeGreaterThanOrEqual(BUSY_MS);
    }
    if (fit === this.#fit) {
      for (const [slot, id] of this.#seats.entries()) {
        const now = id === null ? -1 : seats.indexOf(id);
        if (now !== -1) expect(now, 'moves without a re-fit').toBe(slot);
      }
    }
    const seated = new Set(seats);
    const standing = this.#waiting.filter((id) => !seated.has(id));
    this.#standsSince = new Map(standing.map((id) => [id, this.#standsSince.get(id) ?? this.#hands.now()]));
    const longest = this.#hands.now() - Math.min(this.#hands.now(), ...this.#standsSince.values());
    expect(longest, 'lets an arrival wait for a place').toBeLessThanOrEqual(GROWS_WITHIN_MS);
    [this.#fit, this.#seats] = [fit, seats];
  }
}

test('nothing moves without a re-fit, none shrinks under a hand, and every arrival has a place within two seconds', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), (story) => {
      const stage = new Stage();
      for (const event of story) stage.play(event);
    }),
    { numRuns: 150 },
  );
});
