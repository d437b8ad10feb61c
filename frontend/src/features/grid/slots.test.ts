import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Slots, TOMBSTONE_MS } from './slots';

let known: readonly string[];
let slots: Slots;

function open(capacity: number): void {
  known = [];
  slots = new Slots();
  slots.refit(capacity, new Map());
}

/** These wait now: who has come and who has gone is plain from who waited before. */
function wait(ids: readonly string[], at = 0): void {
  slots.change(ids.filter((id) => !known.includes(id)), known.filter((id) => !ids.includes(id)), at);
  known = ids;
}

const sweep = (at: number, held: string | null = null) => slots.sweep(at, held);
const seated = () => Array.from({ length: slots.capacity }, (_, slot) => slots.seat(slot)?.id ?? null);

describe('slots', () => {
  test('an arrival takes the lowest free slot', () => {
    open(4);
    wait(['a', 'b', 'c']);
    wait(['b', 'c'], 100);
    sweep(100 + TOMBSTONE_MS);
    expect(seated()).toEqual([null, 'b', 'c', null]);
    wait(['b', 'c', 'd'], 600);
    expect(seated()).toEqual(['d', 'b', 'c', null]);
  });

  test('a decided card leaves its slot only after 420 ms', () => {
    open(2);
    wait(['a', 'b']);
    wait(['b'], 1000);
    expect(slots.nextSweep(null)).toBe(1000 + TOMBSTONE_MS);
    sweep(1000 + TOMBSTONE_MS - 1);
    expect(seated()).toEqual(['a', 'b']);
    sweep(1000 + TOMBSTONE_MS);
    expect(seated()).toEqual([null, 'b']);
    expect(slots.nextSweep(null)).toBeNull();
  });

  test('a tombstone that somebody looks at stays', () => {
    open(2);
    wait(['a', 'b']);
    wait([], 0);
    sweep(10_000, 'a');
    expect(seated()).toEqual(['a', null]);
    expect(slots.nextSweep('a')).toBeNull();
  });

  test('a card that comes back is where it was', () => {
    open(2);
    wait(['a', 'b']);
    wait(['b'], 0);
    wait(['a', 'b'], 100);
    sweep(10_000);
    expect([slots.seat(0), slots.seat(1)]).toEqual([
      { id: 'a', leftAt: null },
      { id: 'b', leftAt: null },
    ]);
  });

  test('who finds no slot waits in a queue, the oldest first', () => {
    open(1);
    wait(['a', 'b', 'c']);
    expect(slots.queued).toBe(2);
    wait(['b', 'c'], 0);
    sweep(TOMBSTONE_MS);
    expect(seated()).toEqual(['b']);
    expect(slots.has('c')).toBe(true);
  });

  test('a grid that vanishes loses nobody', () => {
    open(3);
    wait(['a', 'b']);
    slots.refit(0, new Map());
    expect(slots.queued).toBe(2);
    slots.refit(2, new Map());
    expect(seated()).toEqual(['a', 'b']);
  });

  test('nothing is touched but what has changed', () => {
    open(3);
    wait(['a', 'b']);
    expect(slots.takeTouched()).toEqual([0, 1, 2]);
    wait(['a', 'b'], 5);
    sweep(5);
    expect(slots.takeTouched()).toEqual([]);
    wait(['a'], 6);
    expect(slots.takeTouched()).toEqual([1]);
  });

  test('whatever happens, each waiting task is in one place and nobody moves', () => {
    const steps = fc.array(
      fc.record({
        ids: fc.uniqueArray(fc.integer({ min: 0, max: 14 }).map(String), { maxLength: 12 }),
        wait: fc.integer({ min: 0, max: 700 }),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 10 }), (story, capacity) => {
        open(capacity);
        let now = 0;
        for (const step of story) {
          now += step.wait;
          const before = new Map(step.ids.map((id) => [id, slots.slotOf(id)]));
          wait(step.ids, now);
          sweep(now);
          const seats = seated().filter((id) => id !== null);
          expect(new Set(seats).size).toBe(seats.length);
          expect(slots.taken).toBe(seats.length);
          expect(step.ids.every((id) => slots.has(id))).toBe(true);
          const standing = step.ids.filter((id) => slots.slotOf(id) === null);
          expect(slots.queued).toBe(standing.length);
          // Nobody stands while there is a free slot.
          expect(standing.length === 0 || seats.length === capacity).toBe(true);
          for (const [id, old] of before) if (old !== null) expect(slots.slotOf(id)).toBe(old);
        }
      }),
    );
  });
});
