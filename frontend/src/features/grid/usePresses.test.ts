import { renderHook } from '@testing-library/react';
import type { PointerEvent } from 'react';
import { expect, test, vi } from 'vitest';
import type { Desk, Seen } from './desk';
import { usePresses } from './usePresses';

const finger = (clientX: number, buttons = 1) =>
  ({ pointerId: 1, pointerType: 'touch', isPrimary: true, button: 0, buttons, clientX, clientY: 0, target: null }) as unknown as PointerEvent;

test('a finger that is put down beside the cards picks up the first that it touches', () => {
  const grid = { takesPresses: () => true, stirred: vi.fn() };
  const focus = vi.fn();
  const desk = { grid, focus, zoom: { showsBlocks: false } } as unknown as Desk;
  const onOpen = vi.fn();
  const onFinger = vi.fn();
  const seenAt = ({ clientX }: PointerEvent): Seen | null => (clientX < 50 ? null : { id: 'first', version: 1 });
  const { result } = renderHook(() => usePresses(desk, { onOpen, onRefuse: null, seenAt, slides: true, onFinger }));

  result.current.onPointerDown(finger(0));
  result.current.onPointerMove(finger(20));
  expect(onFinger).toHaveBeenLastCalledWith(null);
  result.current.onPointerMove(finger(60));
  expect(onFinger).toHaveBeenLastCalledWith('first');
  result.current.onPointerUp(finger(60, 0));

  expect(focus).toHaveBeenCalledWith('first');
  expect(onOpen).toHaveBeenCalledOnce();
});
