import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { TaskView } from '@/live/protocol.gen';
import { aTask } from '@/testing/make';
import { fit } from '../fit';
import { place } from '../geometry';
import { typography } from '../typography';
import { Painter } from './painter';
import type { Palette } from './palette';
import { sceneOf } from './scene';

const COUNT = 600;
const colours = { pending: '#123', validated: '#132', refused: '#312', returned: '#213' };
const palette: Palette = {
  tone: colours, face: colours, edge: colours, blank: '#000', lateEdge: '#a00', accent: '#0af', claimedEdge: '#0aa', sheen: '#fff',
  sheenEnd: '#000', cut: '#000', heat: ['#111', '#222', '#333', '#444', '#555', '#666', '#777', '#888'], text: '#fff',
  quiet: '#ccc', late: '#fa0', sans: 'sans-serif', mono: 'monospace',
};
const NOTHING = {};
const frozen = () => 0;

let shown: (TaskView | null)[];
let minute: number;
let cleared: string[];
let painter: Painter<object>;
let looked: number;

/** jsdom has no canvas: this one notes which places are painted anew. */
function aPen() {
  const nothing = vi.fn(() => ({ addColorStop: nothing, width: 10 }));
  return new Proxy({}, {
    get: (_, name) =>
      name === 'clearRect' ? (x: number, y: number) => cleared.push(`${x} ${y}`) : nothing,
    set: () => true,
  });
}

function layout() {
  const found = fit(COUNT, { width: 1080, height: 720 });
  if (!found) throw new Error('nothing fits');
  return found;
}

const at = (slot: number) => {
  const { x, y } = place(layout(), slot);
  return `${x * 2} ${y * 2}`;
};

beforeEach(() => {
  cleared = [];
  looked = 0;
  minute = 0;
  shown = Array.from({ length: COUNT }, (_, index) => aTask({ id: `t${index}`, number: index + 1 }));
  vi.stubGlobal('Path2D', vi.fn());
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(() => aPen() as never);
  const canvas = document.createElement('canvas');
  painter = new Painter(canvas, {
    taskAt: (at) => {
      looked += 1;
      return shown[at] ?? null;
    },
    aside: () => NOTHING,
    look: (task) => ({
      task, count: 1, shown: task.status, hollow: false, claimedBy: null, like: null, dimmed: false, selected: false, late: false, step: Math.min(7, minute), bar: 0, age: '',
    }),
  });
  painter.lay(sceneOf(layout(), typography(layout()), palette, 3));
  painter.paint(frozen);
});

describe('the painter', () => {
  test('paints every card once, twice as fine as the page at most', () => {
    expect(cleared).toHaveLength(COUNT);
    expect(cleared).toContain(at(COUNT - 1));
  });

  test('paints nothing when nothing has changed', () => {
    cleared = [];
    painter.paint(frozen);
    painter.age();
    painter.paint(frozen);
    expect(cleared).toEqual([]);
  });

  test('paints anew only the card that has changed, and the place that is free', () => {
    cleared = [];
    shown[4] = aTask({ id: 't4', number: 5, status: 'validated', version: 2 });
    shown[7] = null;
    painter.touch(4);
    painter.touch(7);
    painter.paint(frozen);
    expect(cleared).toEqual([at(4), at(7)]);
  });

  test('looks at no card that was not touched, unless it is to look at all', () => {
    cleared = [];
    looked = 0;
    shown[4] = null;
    shown[7] = null;
    painter.touch(4);
    painter.touch(COUNT + 3);
    painter.paint(frozen);
    expect(cleared).toEqual([at(4)]);
    expect(looked).toBe(1);
    painter.lookAnew();
    painter.paint(frozen);
    expect(cleared).toEqual([at(4), at(7)]);
  });

  test('looks at the ages only when time has passed', () => {
    cleared = [];
    minute = 3;
    painter.paint(frozen);
    expect(cleared).toEqual([]);
    painter.age();
    painter.paint(frozen);
    expect(cleared).toHaveLength(COUNT);
  });

  test('leaves to the next frame what is too much for one', () => {
    cleared = [];
    minute = 5;
    painter.age();
    let time = 0;
    const slow = () => (time += 5);
    let frames = 1;
    while (!painter.paint(slow)) frames += 1;
    expect(frames).toBeGreaterThan(3);
    expect(new Set(cleared).size).toBe(COUNT);
    expect(cleared).toHaveLength(COUNT);
  });
});
