/** Time as the grid sees it, so that a test can turn the hands. */
export type Clock = {
  /** Milliseconds since some moment; never runs backwards. */
  readonly now: () => number;
  /** Call back once after so many milliseconds. The answer takes it back. */
  readonly after: (ms: number, call: () => void) => () => void;
};

export const systemClock: Clock = {
  now: () => performance.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};
