import { expect, test, vi } from 'vitest';
import type { TaskView } from '@/live/protocol.gen';
import { aTask } from '@/testing/make';
import { fit } from '../fit';
import { typography } from '../typography';
import { drawOwn } from './faces';
import type { Palette } from './palette';
import type { Look } from './look';
import { sceneOf } from './scene';

/** The width of a letter, as a share of its size. */
const LETTER = 0.6;
// Of the colours nothing is looked at here.
const palette = new Proxy({}, { get: () => ({}) }) as Palette;
const scene = sceneFor(6);

/** Return how the cards look where so many wait. */
function sceneFor(count: number) {
  const layout = fit(count, { width: 1080, height: 720 });
  if (!layout) throw new Error('nothing fits');
  return sceneOf(layout, typography(layout), palette, 1);
}

/** Return what is written on a card, with where each piece begins and ends. */
function written(task: TaskView, on = scene, age = '', like: Look['like'] = null) {
  const pieces: { text: string; from: number; to: number }[] = [];
  vi.stubGlobal('Path2D', vi.fn());
  const nothing = () => undefined;
  const widthOf = (text: string) => text.length * LETTER * Number.parseFloat(/([\d.]+)px/.exec(String(state.font))?.[1] ?? '');
  const state: Record<string, unknown> = {
    measureText: (text: string) => ({ width: widthOf(text) }),
    fillText: (text: string, x: number) => {
      const width = widthOf(text);
      const from = x - width * ({ right: 1, center: 0.5 }[String(state.textAlign)] ?? 0);
      pieces.push({ text, from, to: from + width });
    },
  };
  const pen = new Proxy(state, { get: (known, name: string) => known[name] ?? nothing });
  const look = { task, count: 1, shown: task.status, hollow: false, claimedBy: null, like, dimmed: false, selected: false, late: false, step: 0, bar: 0, age };
  // Only what is used of a pen is there.
  drawOwn(pen as unknown as CanvasRenderingContext2D, on, look);
  return (text: string) => pieces.find((piece) => piece.text === text);
}

test('a guest’s name has its mark beside it, an account’s has none', () => {
  const guest = written(aTask({ author: { id: 'g', name: 'Ola', guest: true } }));
  expect(guest('guest')?.from).toBeGreaterThan(guest('Ola')?.to ?? Infinity);
  expect(written(aTask({ author: { id: 'a', name: 'Ola' } }))('guest')).toBeUndefined();
});

test('the mark keeps its room beside a long name', () => {
  const at = written(aTask({ author: { id: 'g', name: 'Ola '.repeat(60), guest: true } }));
  expect(at('guest')?.to).toBeLessThanOrEqual(scene.layout.card.width);
});

test('that a task was corrected is said beside its number, and an age that has no room then is left out', () => {
  const again = aTask({ number: 12, round: 2 });
  const large = written(again, scene, '3 m 58 s');
  expect(large('round 2')?.from).toBeGreaterThan(large('#12')?.to ?? Infinity);
  expect(large('3 m 58 s')?.from).toBeGreaterThan(large('round 2')?.to ?? Infinity);
  expect(written(aTask({ number: 12 }), scene)('round 2')).toBeUndefined();

  const small = sceneFor(48);
  expect(small.layout.level).toBe('compact');
  expect(written(again, small, '8 s')('2nd')?.from).toBeGreaterThan(written(again, small)('#12')?.to ?? Infinity);
  expect(written(again, small, '8 s')('8 s')).toBeDefined();
  expect(written(again, small, '12 m 58 s')('12 m 58 s')).toBeUndefined();
  expect(written(aTask({ number: 12 }), small, '12 m 58 s')('12 m 58 s')).toBeDefined();
});

test('that others are like it is said behind its number and its round, in a word or a sign, while it waits', () => {
  const like = { count: 3, decided: null };
  const both = written(aTask({ number: 12, round: 2 }), scene, '', like);
  expect(both('3 alike')?.from).toBeGreaterThan(both('round 2')?.to ?? Infinity);
  const small = sceneFor(48);
  expect(written(aTask({ number: 12 }), small, '', like)('×3')?.from).toBeGreaterThan(written(aTask({ number: 12 }), small)('#12')?.to ?? Infinity);
  expect(written(aTask({ number: 12 }), scene, '', { count: 1, decided: 'refused' })('refused before')).toBeDefined();
  expect(written(aTask({ number: 12, status: 'validated' }), scene, '', like)('3 alike')).toBeUndefined();
});

test('a name that runs to the left stands where others do, before its mark', () => {
  const at = written(aTask({ author: { id: 'g', name: 'דנה', guest: true } }));
  expect(at('דנה')?.from).toBe(scene.style.padX);
  expect(at('guest')?.from).toBeGreaterThan(at('דנה')?.to ?? Infinity);
});

test('in a small cell a long number shrinks, to stand apart from the next one, and is left out before it cannot be read', () => {
  const small = sceneFor(1_100);
  expect(small.layout.level).toBe('tiny');
  const { width } = small.layout.card;
  for (const number of [7, 1_025]) {
    const at = written(aTask({ number }), small)(String(number));
    expect(at?.from).toBeGreaterThanOrEqual(2.9);
    expect(at?.to).toBeLessThanOrEqual(width - 2.9);
  }
  expect(written(aTask({ number: 1_234_567 }), small)('1234567')).toBeUndefined();
});

test('neighbours are set alike: where thousands wait every number has the size of the longest, or none is there', () => {
  const sizeOf = (number: number, count: number) => {
    const piece = written(aTask({ number }), sceneFor(count))(String(number));
    return piece && (piece.to - piece.from) / String(number).length;
  };
  for (const crowd of [1_025, 1_100, 1_200, 1_300, 1_500]) {
    expect(sceneFor(crowd).layout.level).toBe('tiny');
    expect(sizeOf(1_000, crowd) === undefined).toBe(sceneFor(crowd).type.bare);
    expect(sizeOf(7, crowd) ?? 0).toBeCloseTo(sizeOf(1_000, crowd) ?? 0);
  }
  expect(sceneFor(1_500).type.bare).toBe(true);
});
