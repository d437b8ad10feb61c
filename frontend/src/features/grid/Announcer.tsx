import { useEffect, useState } from 'react';
import { play } from '@/lib/sound';
import type { Board } from './board';
import { useDesk } from './deskContext';
import { words } from './words';

const EVERY_MS = 5000;

type Sums = { all: number; decided: number };

function sumsOf({ totals }: Board): Sums {
  const decided = totals.validated + totals.refused + totals.returned;
  return { all: decided + totals.pending, decided };
}

/** Says in sums what has happened, once in five seconds at most: "12 new, 3 decided". Sounds at what arrives. */
export function Announcer() {
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
