import { useEffect } from 'react';

/** While the component is there everything is larger, to be read from afar, and the screen stays awake where it may. */
export function useWallDisplay(): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset.display = 'wall';
    return () => {
      delete dataset.display;
    };
  }, []);
  useEffect(keepAwake, []);
}

/** Keep the screen awake until the answer is called. The browser lets go of it whenever the page is out of sight. */
function keepAwake(): () => void {
  let isOver = false;
  let lock: WakeLockSentinel | null = null;
  const ask = async () => {
    // Missing on plain HTTP and in some browsers, refused on a low battery: then the screen may sleep.
    const taken = await (navigator as Partial<Navigator>).wakeLock?.request('screen').catch(() => null);
    lock = taken ?? null;
    if (isOver) void lock?.release();
  };
  const askWhenSeen = () => {
    if (document.visibilityState === 'visible') void ask();
  };
  askWhenSeen();
  document.addEventListener('visibilitychange', askWhenSeen);
  return () => {
    isOver = true;
    document.removeEventListener('visibilitychange', askWhenSeen);
    void lock?.release();
  };
}
