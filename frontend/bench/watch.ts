export type Watched = {
  readonly framesPerSecond: number;
  readonly frameP95: number;
  readonly longTasks: number;
  readonly longestTask: number;
  readonly keyP50: number;
  readonly keyWorst: number;
};

/** Watch the page for so long: its frames, its long tasks, and how long a key takes to move the focus. */
export async function watch(ms: number): Promise<Watched> {
  const frames: number[] = [];
  const tasks: number[] = [];
  const keys: number[] = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ type: 'longtask' });
  const stopKeys = timeKeys((took) => keys.push(took));
  const start = performance.now();
  let last = start;
  while (last - start < ms) {
    const now = await nextFrame();
    frames.push(now - last);
    last = now;
  }
  observer.disconnect();
  stopKeys();
  return {
    framesPerSecond: (frames.length * 1000) / (last - start),
    frameP95: share(frames, 0.95),
    longTasks: tasks.length,
    longestTask: Math.max(0, ...tasks),
    keyP50: share(keys, 0.5),
    keyWorst: Math.max(0, ...keys),
  };
}

const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

/** From the moment a key went down to the frame that shows the focus where it has gone. */
function timeKeys(note: (took: number) => void): () => void {
  const until = new AbortController();
  let down: number | null = null;
  const onKey = ({ timeStamp }: KeyboardEvent) => (down = timeStamp);
  const onFocus = () => {
    const from = down;
    down = null;
    if (from === null) return;
    // The frame is on its way to the screen when the first task after it runs.
    requestAnimationFrame(() => setTimeout(() => note(performance.now() - from)));
  };
  const options = { capture: true, signal: until.signal };
  document.addEventListener('keydown', onKey, options);
  document.addEventListener('focusin', onFocus, options);
  return () => until.abort();
}

function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
