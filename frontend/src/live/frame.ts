import type { Unsubscribe } from './connection';

// A hidden page gets no frames, but its title still counts what waits.
const LONGEST_WAIT_MS = 250;

/** Call once, with the next frame or soon after where there are none. The answer takes it back. */
export function onNextFrame(call: () => void): Unsubscribe {
  const once = () => {
    cancel();
    call();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, LONGEST_WAIT_MS);
  const cancel = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  return cancel;
}
