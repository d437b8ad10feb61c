import { useEffect, useState } from 'react';
import { formatAge, formatNumber } from '@/lib/format';
import type { Changed } from '@/live/scanLive';
import { useDesk, useTicking } from '../deskContext';
import { arrivedAt, Pace, roundedPace } from './pace';
import { words } from './words';
import styles from './PaceFigures.module.css';

/** How fast tasks come, and how long the one in the middle of the queue has waited. Both once a second. */
export function PaceFigures() {
  return (
    <dl className={styles.figures} aria-label={words.name}>
      <Arrivals />
      <MedianWait />
    </dl>
  );
}

function Arrivals() {
  const { live } = useDesk();
  const [pace] = useState(() => new Pace());
  useEffect(() => {
    const note = (at: number | null) => at !== null && pace.note(at);
    const onTasks = (changed: Changed) => {
      if (changed === 'all') pace.forget();
      for (const task of changed === 'all' ? live.state().tasks.values() : changed) note(arrivedAt(task));
    };
    onTasks('all');
    return live.subscribe(onTasks);
  }, [live, pace]);
  const perSecond = useTicking(() => roundedPace(pace.perSecond(live.now())));
  return (
    <div className={styles.arrivals}>
      <dt title={words.arrivalsHint}>{words.arrivals}</dt>
      <dd>{formatNumber(perSecond)}</dd>
    </div>
  );
}

function MedianWait() {
  const { board, live } = useDesk();
  const wait = useTicking((clock) => {
    // Oldest first: the one in the middle has the wait in the middle.
    const { waiting } = board();
    const task = live.state().tasks.get(waiting[Math.floor(waiting.length / 2)] ?? '');
    return task ? formatAge(clock.since(task.created_at)) : '';
  });
  return (
    <div className={styles.wait}>
      <dt title={words.waitHint}>{words.wait}</dt>
      <dd>{wait === '' ? words.none : wait}</dd>
    </div>
  );
}
