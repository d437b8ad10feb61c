import { useEffect, useState } from 'react';
import { giveNotice } from '@/lib/notices';
import { play } from '@/lib/sound';
import { readStored, writeStored } from '@/lib/stored';
import { useInStep, useScanState } from '@/live/hooks';
import type { Round } from '@/live/round';
import type { ScanLive } from '@/live/scanLive';
import { headlineOf, latestSeq, newsSince, type News } from './news';

// Good news goes by itself, after long enough to be read.
const GOOD_NEWS_MS = 8000;
const BUZZ_MS = 60;

/**
 * Return what is new for the worker, and the way to say that he has seen it. Kept through a reload.
 * Told outside of the page, under that title, when he wants it and looks at something else.
 */
export function useNews(
  live: ScanLive,
  title: string,
  userId: string,
  rounds: ReadonlyMap<string, Round>,
): { news: News | null; dismiss: () => void } {
  const key = `taskstream.seen.${userId}.${live.scanId}`;
  const tasks = useScanState(live, (state) => state.tasks);
  const inStep = useInStep(live);
  const [seen, setSeen] = useState<number | null>(() => toNumber(readStored(key)));

  // Whoever comes for the first time is not told of what lies behind.
  const isFirstLook = seen === null && inStep;
  if (isFirstLook) setSeen(latestSeq(tasks.values()));
  useEffect(() => {
    if (seen !== null) writeStored(key, String(seen));
  }, [key, seen]);

  const news = seen === null ? null : newsSince(tasks.values(), seen, rounds);
  const upTo = news?.upTo ?? null;
  const goesByItself = news?.stays === false;

  const headline = news && headlineOf(news);
  const reason = news?.only?.reason;
  useEffect(() => {
    if (headline === null || upTo === null) return;
    buzz();
    play('verdict');
    if (document.visibilityState === 'hidden') void giveNotice(title, [headline, reason].filter(Boolean).join(' '), location.pathname);
  }, [upTo, headline, reason, title]);

  useEffect(() => {
    if (upTo === null || !goesByItself) return;
    const timer = setTimeout(() => setSeen(upTo), GOOD_NEWS_MS);
    return () => clearTimeout(timer);
  }, [upTo, goesByItself]);

  return { news, dismiss: () => upTo !== null && setSeen(upTo) };
}

function toNumber(text: string | null): number | null {
  const value = Number(text);
  return text === null || !Number.isSafeInteger(value) ? null : value;
}

function buzz() {
  // Missing on iOS; elsewhere the browser refuses, with a complaint, before the first touch.
  const device = navigator as Partial<Navigator>;
  if (device.userActivation?.hasBeenActive) device.vibrate?.(BUZZ_MS);
}
