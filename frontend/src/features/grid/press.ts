import type { VerdictAction } from '@/live/protocol.gen';
import type { Seen } from './desk';

/** What a press on the grid is about, as it was painted when the press began. */
export type Press = {
  readonly seen: Seen;
  readonly act: Extract<VerdictAction, 'validate' | 'refuse'> | null;
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
};

/** A finger that went further than this was scrolling, or thought better of it. */
const SLIP_PX = 12;

type Pointer = { pointerId: number; clientX: number; clientY: number; target: EventTarget | null };

/** Read from the page what is under a pointer, or null where no card is. */
export function pressAt({ pointerId, clientX, clientY, target }: Pointer): Press | null {
  if (!(target instanceof Element)) return null;
  const cell = target.closest<HTMLElement>('[data-task]');
  const { task, version } = cell?.dataset ?? {};
  if (!task) return null;
  const button = target.closest<HTMLButtonElement>('button[data-act]');
  const act = button && !button.disabled ? button.dataset.act : undefined;
  return {
    seen: { id: task, version: Number(version) },
    act: act === 'validate' || act === 'refuse' ? act : null,
    pointer: pointerId,
    x: clientX,
    y: clientY,
  };
}

/** A finger at rest trembles by less than this. */
const SLIDE_PX = 5;

/**
 * Return the press of a finger that slides from card to card: about the card that it has come to.
 * While it rests it stays with its card, also when the cards move under it.
 */
export function slide(press: Press, { pointerId, clientX, clientY }: Pointer, seenThere: () => Seen | null): Press {
  const rests = Math.hypot(clientX - press.x, clientY - press.y) < SLIDE_PX;
  if (pointerId !== press.pointer || rests) return press;
  return { ...press, seen: seenThere() ?? press.seen, act: null, x: clientX, y: clientY };
}

/** Return whether a pointer that is let go here has meant the press. */
export function meant(press: Press, { pointerId, clientX, clientY }: Pointer): boolean {
  const slipped = Math.hypot(clientX - press.x, clientY - press.y) > SLIP_PX;
  return pointerId === press.pointer && !slipped;
}
