import { beforeEach, expect, test, vi } from 'vitest';
import { Outgoing } from './outgoing';

const drawn: string[] = [];
let layer: HTMLCanvasElement;
let fade: { cancel: () => void; onfinish: (() => void) | null };

function picture(name: string, width = 100): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.id = name;
  canvas.width = width;
  return canvas;
}

beforeEach(() => {
  drawn.length = 0;
  layer = document.createElement('canvas');
  const pen = { drawImage: (from: HTMLCanvasElement) => drawn.push(from.id) };
  // jsdom has no canvas, and animates nothing.
  vi.spyOn(layer, 'getContext').mockReturnValue(pen as never);
  fade = { cancel: vi.fn(), onfinish: null };
  layer.animate = () => fade as never;
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
});

test('shows the picture of before until the new one is there, and then lets it fade', () => {
  const outgoing = new Outgoing(layer);
  expect(layer.hidden).toBe(true);

  outgoing.keep(picture('old'));
  expect(layer.hidden).toBe(false);

  outgoing.release();
  expect(layer.hidden).toBe(false);
  fade.onfinish?.();
  expect(layer.hidden).toBe(true);
});

test('does not take a half painted picture for the one of before', () => {
  const outgoing = new Outgoing(layer);
  outgoing.keep(picture('old'));
  outgoing.keep(picture('half painted'));
  expect(drawn).toEqual(['old']);
});

test('takes the next one while the one of before still fades', () => {
  const outgoing = new Outgoing(layer);
  outgoing.keep(picture('old'));
  outgoing.release();
  outgoing.keep(picture('next'));

  expect(drawn).toEqual(['old', 'next']);
  expect(fade.cancel).toHaveBeenCalled();
  expect(layer.hidden).toBe(false);
});

test('has nothing to show before the first picture', () => {
  const outgoing = new Outgoing(layer);
  outgoing.keep(picture('nothing', 0));
  outgoing.release();
  expect(layer.hidden).toBe(true);
});
