import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { GridController } from './gridController';
import { HandClock } from './handClock';

const ids = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => `t${String(from + index)}`);

let clock: HandClock;
let grid: GridController;

const seats = () => grid.ids();
const capacity = () => grid.layout.fit?.count ?? 0;
const calm = () => {
  clock.turn(5000);
};

beforeEach(() => {
  clock = new HandClock();
  grid = new GridController(clock);
  grid.setPane({ width: 1080, height: 720 }, 16);
});

describe('a grid that grows', () => {
  test('makes room at once when it is full', () => {
    grid.setWaiting(ids(3));
    expect(seats()).toEqual(ids(3));
    calm();
    grid.setWaiting(ids(4));
    expect(seats()).toContain('t3');
    expect(grid.layout.overflow).toBe(0);
  });

  test('waits while the hand is busy, counts who comes, and waits 2 s at most', () => {
    grid.setWaiting(ids(3));
    calm();
    grid.pointerEntered();
    grid.setWaiting(ids(5));
    expect(grid.layout.overflow).toBe(2);
    for (let moved = 0; moved < 19; moved += 1) {
      clock.turn(100);
      grid.stirred();
    }
    expect(grid.layout.overflow).toBe(2);
    clock.turn(100);
    expect(grid.layout.overflow).toBe(0);
    expect(seats()).toEqual(expect.arrayContaining(ids(5)));
  });

  test('has a card at once for what is looked at, under a busy hand too', () => {
    grid.setWaiting(ids(20));
    calm();
    const full = ids(capacity());
    grid.setWaiting(full);
    calm();
    grid.pointerEntered();
    grid.setWaiting([...full, 'back']);
    expect(grid.placeOf('back')).toBeNull();
    grid.hold('back');
    expect(grid.placeOf('back')).not.toBeNull();
    expect(grid.layout.overflow).toBe(0);
    // It may be looked at before it is told that it waits.
    const again = [...full, 'back', ...ids(capacity() - full.length - 1, 100)];
    grid.setWaiting(again);
    calm();
    grid.hold('soon');
    grid.stirred();
    grid.setWaiting([...again, 'soon']);
    expect(grid.placeOf('soon')).not.toBeNull();
  });

  test('lets nobody wait longer for the place of a card that leaves late', () => {
    grid.setWaiting(ids(1));
    calm();
    grid.pointerEntered();
    grid.setWaiting(ids(2));
    for (let moved = 0; moved < 19; moved += 1) {
      clock.turn(100);
      grid.stirred();
    }
    // There are enough places now, but this one shows for 420 ms what was decided.
    grid.setWaiting(['t1']);
    expect(seats()).toEqual(['t0']);
    clock.turn(100);
    expect(seats()).toContain('t1');
  });

  test('waits a second after a key', () => {
    grid.setWaiting(ids(3));
    calm();
    grid.stirred();
    grid.setWaiting(ids(4));
    clock.turn(999);
    expect(grid.layout.overflow).toBe(1);
    clock.turn(1);
    expect(grid.layout.overflow).toBe(0);
  });

  test('keeps headroom for a flood, and none when it is calm', () => {
    grid.setWaiting(ids(100));
    const quiet = capacity();
    calm();
    for (let come = 101; come <= 140; come += 1) {
      clock.turn(50);
      grid.setWaiting(ids(come));
    }
    expect(capacity()).toBeGreaterThanOrEqual(140);
    expect(quiet).toBeLessThan(115);
    expect(grid.layout.rush).toBe(false);
  });

  test('says when so many come that nothing should move', () => {
    grid.setWaiting(ids(100));
    grid.setWaiting(ids(130));
    expect(grid.layout.rush).toBe(true);
    clock.turn(2000);
    expect(grid.layout.rush).toBe(false);
  });
});

describe('a grid that shrinks', () => {
  beforeEach(() => {
    grid.setWaiting(ids(9));
    calm();
  });

  test('has been under two thirds full for 2.5 s', () => {
    grid.setWaiting(ids(5));
    clock.turn(2499);
    expect(capacity()).toBe(9);
    clock.turn(1);
    expect(capacity()).toBe(5);
  });

  test('waits while a pointer is on it', () => {
    grid.pointerEntered();
    grid.setWaiting(ids(5));
    clock.turn(60_000);
    expect(capacity()).toBe(9);
    grid.pointerLeft();
    clock.turn(0);
    expect(capacity()).toBe(5);
  });

  test('waits a second after a key', () => {
    grid.setWaiting(ids(5));
    clock.turn(2000);
    grid.stirred();
    clock.turn(999);
    expect(capacity()).toBe(9);
    clock.turn(1);
    expect(capacity()).toBe(5);
  });

  test('is gone when the last tombstone is', () => {
    grid.setWaiting([]);
    clock.turn(419);
    expect(capacity()).toBe(9);
    clock.turn(1);
    expect(grid.layout.fit).toBeNull();
    grid.setWaiting(['z']);
    expect(seats()).toEqual(['z']);
  });
});

test('a page that is still finding its shape shows the tasks in order, without a hole', () => {
  grid.setWaiting(ids(2000));
  grid.setPane({ width: 1080, height: 700 }, 16);
  expect(seats().slice(0, 2000)).toEqual(ids(2000));
  calm();
  grid.setPane({ width: 1080, height: 560 }, 16);
  expect(seats().slice(0, 2000)).not.toEqual(ids(2000));
});

describe('a press', () => {
  test('does nothing for 300 ms after a re-fit', () => {
    grid.setWaiting(ids(3));
    expect(grid.takesPresses()).toBe(true);
    calm();
    grid.setWaiting(ids(4));
    expect(grid.takesPresses()).toBe(false);
    clock.turn(300);
    expect(grid.takesPresses()).toBe(true);
  });
});

describe('a slot', () => {
  test('tells only those who look at it', () => {
    grid.setWaiting(ids(7));
    calm();
    const first = vi.fn();
    const second = vi.fn();
    grid.onSlot(0, first);
    grid.onSlot(1, second);
    grid.setWaiting(ids(7).slice(1));
    expect(first).toHaveBeenCalledOnce();
    expect(second).not.toHaveBeenCalled();
    expect(grid.slot(0)).toMatchObject({ id: 't0', leaving: true });
  });

  test('remembers where its card came from, so that it can be seen to move', () => {
    grid.setWaiting(ids(4));
    calm();
    grid.setPane({ width: 390, height: 600 }, 16);
    expect(grid.slot(3)?.from).toMatchObject({ x: expect.any(Number) as number });
    expect(grid.slot(3)?.arrived).toBe(false);
  });

  test('knows an arrival from what was there before', () => {
    grid.setWaiting(ids(2));
    expect(grid.slot(0)?.arrived).toBe(false);
    grid.setWaiting(ids(3));
    expect(grid.slot(grid.slotOf('t2') ?? -1)?.arrived).toBe(true);
  });

  test('keeps a tombstone that is looked at', () => {
    grid.setWaiting(ids(3));
    grid.hold('t0');
    grid.setWaiting(ids(3).slice(1));
    clock.turn(1000);
    expect(grid.slot(0)).toMatchObject({ id: 't0', leaving: true });
    grid.hold(null);
    clock.turn(0);
    expect(grid.slotOf('t0')).toBeNull();
  });
});

test('every story ends with every waiting task on the screen, once', () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('waiting' as const),
      tasks: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 50 }),
    }),
    fc.record({
      kind: fc.constant('pane' as const),
      width: fc.integer({ min: 300, max: 2000 }),
      height: fc.integer({ min: 200, max: 1200 }),
    }),
    fc.record({ kind: fc.constant('enter' as const) }),
    fc.record({ kind: fc.constant('leave' as const) }),
    fc.record({ kind: fc.constant('key' as const) }),
    fc.record({ kind: fc.constant('time' as const), ms: fc.integer({ min: 0, max: 4000 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (story) => {
      const hands = new HandClock();
      const told = new GridController(hands);
      let waiting: string[] = [];
      told.setPane({ width: 800, height: 600 }, 16);
      for (const event of story) {
        if (event.kind === 'waiting') {
          waiting = event.tasks.toSorted((one, other) => one - other).map(String);
          told.setWaiting(waiting);
        } else if (event.kind === 'pane') told.setPane(event, 16);
        else if (event.kind === 'enter') told.pointerEntered();
        else if (event.kind === 'leave') told.pointerLeft();
        else if (event.kind === 'key') told.stirred();
        else hands.turn(event.ms);
      }
      hands.turn(2000);
      const shown = told.ids().filter((id) => id !== null);
      expect(told.layout.overflow).toBe(0);
      expect(shown.toSorted()).toEqual(waiting.toSorted());
    }),
  );
});
