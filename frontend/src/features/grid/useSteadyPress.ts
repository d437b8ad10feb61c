import { useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import type { Seen } from './desk';

/** A task that has just come under the finger cannot be decided by the press that was on its way. */
const SETTLE_MS = 300;

/**
 * Guard buttons whose subject changes under them. Spread `guard` onto what holds the buttons, and
 * let each of them ask `take` what its press is about: the task that was painted when the press
 * began, or null when it had only just appeared.
 */
export function useSteadyPress({ id, version }: Seen) {
  const paintedAt = useRef(-Infinity);
  const begun = useRef<Seen | null>(null);

  useEffect(() => {
    paintedAt.current = performance.now();
  }, [id]);

  const seen = (): Seen | null =>
    performance.now() - paintedAt.current < SETTLE_MS ? null : { id, version };

  return {
    guard: {
      onPointerDownCapture: () => {
        begun.current = seen();
      },
      // A key that is held down presses once.
      onKeyDownCapture: (event: KeyboardEvent) => {
        if (event.repeat) event.preventDefault();
      },
    },
    take: (click: MouseEvent): Seen | null => (click.detail === 0 ? seen() : begun.current),
  };
}
