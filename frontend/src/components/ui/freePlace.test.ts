import { describe, expect, it } from 'vitest';
import { covered, freePlace } from './freePlace';

const ROOM = { width: 390, height: 800 };
const SIZE = { width: 300, height: 60 };
const NOTHING = { controls: [], texts: [], cards: [] };
const AT_TOP = { left: 390, top: 0 };

const whole = (top: number, height: number) => ({ left: 0, top, width: 390, height });

describe('a free place', () => {
  it('is where it is wished, with a margin, when nothing is in the way', () => {
    expect(freePlace(SIZE, ROOM, NOTHING, AT_TOP)).toEqual({ left: 74, top: 16 });
    expect(freePlace(SIZE, ROOM, NOTHING, { left: 0, top: 800 })).toEqual({ left: 16, top: 724 });
  });

  it('lies over no control, however far that is from the wish', () => {
    const controls = [whole(0, 300), whole(360, 280)];
    const { left, top } = freePlace(SIZE, ROOM, { ...NOTHING, controls }, AT_TOP);
    expect(covered({ left, top, ...SIZE }, controls)).toBe(0);
    expect(top).toBeGreaterThan(640);
  });

  it('lies over cards before it lies over words, and over words before a control', () => {
    const controls = [whole(0, 200), whole(600, 200)];
    expect(freePlace(SIZE, ROOM, { controls, texts: [whole(200, 200)], cards: [whole(400, 200)] }, AT_TOP).top).toBeGreaterThanOrEqual(400);
    expect(freePlace(SIZE, ROOM, { controls, texts: [whole(200, 400)], cards: [] }, AT_TOP).top).toBeLessThan(300);
  });

  it('covers least where every place covers a control', () => {
    const controls = [whole(0, 800), { left: 0, top: 400, width: 390, height: 400 }];
    expect(freePlace(SIZE, ROOM, { ...NOTHING, controls }, { left: 0, top: 800 }).top).toBeLessThan(340);
  });
});
