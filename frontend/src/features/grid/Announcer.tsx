import { useEffect, useRef, useState } from 'react';
import { play } from '@/lib/sound';
import { useScanState, useStanding, type PageStatus } from '@/live/hooks';
import type { ScanView } from '@/live/protocol.gen';
import type { Board } from './board';
import { useDesk } from './deskContext';
import { words } from './words';

const EVERY_MS = 5000;
/** What changes back within this time is not worth a word. */
const RESTS_MS = 1000;

type Sums = { all: number; decided: number };

function sumsOf({ totals }: Board): Sums {
  const decided = totals.validated + totals.refused + totals.returned;
  return { all: decided + totals.pending, decided };
}

/** Says to those who do not see it what happens at the desk. Sounds at what arrives. */
export function Announcer() {
  return (
    <>
      <Happens />
      <Becomes />
    </>
  );
}

/** Says in sums what has happened, once in five seconds at most: "12 new, 3 decided". */
function Happens() {
  const { live, board } = useDesk();
  const [said, setSaid] = useState('');

  useEffect(() => {
    let told = sumsOf(board());
    let heard = told.all;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const tell = () => {
      timer = null;
      const now = sumsOf(board());
      const sums = words.sums(now.all - told.all, now.decided - told.decided);
      told = now;
      if (sums) setSaid(sums);
    };
    const stop = live.subscribe(() => {
      const now = sumsOf(board());
      if (now.all > heard) play('arrival');
      heard = now.all;
      if (now.all !== told.all || now.decided !== told.decided) timer ??= setTimeout(tell, EVERY_MS);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [live, board]);

  return (
    <p className="sr-only" role="status">
      {said}
    </p>
  );
}

type Standing = { readonly scan: ScanView; readonly status: PageStatus };

/** Says what becomes of the scan, and of the way to the server. */
function Becomes() {
  const { live } = useDesk();
  const scan = useScanState(live, (state) => state.scan);
  const status = useStanding(live);
  const [said, setSaid] = useState('');
  const told = useRef<Standing | null>(null);

  useEffect(() => {
    if (!scan) return undefined;
    const now = { scan, status };
    // What is found at the beginning is no news.
    const before = (told.current ??= now);
    const timer = setTimeout(() => {
      told.current = now;
      const news = newsOf(before, now);
      if (news) setSaid(news);
    }, RESTS_MS);
    return () => clearTimeout(timer);
  }, [scan, status]);

  return (
    <p className="sr-only" role="status">
      {said}
    </p>
  );
}

function newsOf(before: Standing, now: Standing): string {
  const { becomes } = words;
  const news: string[] = [];
  if (before.status !== now.status) news.push(now.status === 'live' ? becomes.back : words.off(now.status));
  if (before.scan.name !== now.scan.name) news.push(becomes.renamed(now.scan.name));
  if (before.scan.status !== now.scan.status) news.push(statusNews(now.scan));
  return news.join(' ');
}

function statusNews({ status, pause_message: message }: ScanView): string {
  return status === 'paused' ? words.becomes.paused(message ?? '') : words.becomes[status];
}
