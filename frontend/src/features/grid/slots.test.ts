import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_SLOTS, occupied, slotOf, slotsReducer, TOMBSTONE_MS, type Slots } from './slots';

const opened = (capacity: number): Slots =>
  slotsReducer(NO_SLOTS, { type: 'refit', capacity, moves: new Map() });
const wait = (slots: Slots, ids: readonly string[], at = 0): Slots =>
  slotsReducer(slots, { type: 'waiting', ids, at });
const sweep = (slots: Slots, at: number, held: string | null = null): Slots =>
  slotsReducer(slots, { type: 'sweep', at, held });
const seated = (slots: Slots) => slots.seats.map((seat) => seat?.id ?? null);

describe('slots', () => {
  test('an arrival takes the lowest free slot', () => {
    let slots = wait(opened(4), ['a', 'b', 'c']);
    slots = sweep(wait(slots, ['b', 'c'], 100), 100 + TOMBSTONE_MS);
    expect(seated(slots)).toEqual([null, 'b', 'c', null]);
    expect(seated(wait(slots, ['b', 'c', 'd'], 600))).toEqual(['d', 'b', 'c', null]);
  });

  test('a decided card leaves its slot only after 420 ms', () => {
    const slots = wait(wait(opened(2), ['a', 'b']), ['b'], 1000);
    expect(seated(sweep(slots, 1000 + TOMBSTONE_MS - 1))).toEqual(['a', 'b']);
    expect(seated(sweep(slots, 1000 + TOMBSTONE_MS))).toEqual([null, 'b']);
  });

  test('a tombstone that somebody looks at stays', () => {
    const slots = wait(wait(opened(2), ['a', 'b']), ['b'], 0);
    expect(seated(sweep(slots, 10_000, 'a'))).toEqual(['a', 'b']);
  });

  test('a card that comes back is where it was', () => {
    const gone = wait(wait(opened(2), ['a', 'b']), ['b'], 0);
    const back = wait(gone, ['a', 'b'], 100);
    expect(sweep(back, 10_000).seats).toEqual([
      { id: 'a', leftAt: null },
      { id: 'b', leftAt: null },
    ]);
  });

  test('who finds no slot waits in a queue, the oldest first', () => {
    const full = wait(opened(1), ['a', 'b', 'c']);
    expect(full.queue).toEqual(['b', 'c']);
    expect(seated(sweep(wait(full, ['b', 'c'], 0), TOMBSTONE_MS))).toEqual(['b']);
  });

  test('a grid that vanishes loses nobody', () => {
    const slots = slotsReducer(wait(opened(3), ['a', 'b']), {
      type: 'refit',
      capacity: 0,
      moves: new Map(),
    });
    expect(slots.queue).toEqual(['a', 'b']);
  });

  test('nothing changed is the same object', () => {
    const slots = wait(opened(3), ['a', 'b']);
    expect(wait(slots, ['a', 'b'], 5)).toBe(slots);
    expect(sweep(slots, 5)).toBe(slots);
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
        let slots = opened(capacity);
        let now = 0;
        for (const step of story) {
          now += step.wait;
          const before = slots;
          slots = sweep(wait(slots, step.ids, now), now);
          const places = [...occupied(slots).map((slot) => slots.seats[slot]?.id), ...slots.queue];
          expect(new Set(places).size).toBe(places.length);
          expect(step.ids.every((id) => places.includes(id))).toBe(true);
          for (const id of step.ids) {
            const old = slotOf(before, id);
            if (old !== null) expect(slotOf(slots, id)).toBe(old);
          }
        }
      }),
    );
  });
});
