import { TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { showToast } from '@/components/ui/toast';
import { formatAge, formatNumber } from '@/lib/format';
import { useScanState } from '@/live/hooks';
import type { Changed } from '@/live/scanLive';
import { waitsSince } from '@/live/wait';
import { useDesk, useTicking } from '../deskContext';
import type { DeskSetting } from '../deskSetting';
import type { ServerClock } from '../serverClock';
import { Late } from './late';
import { arrivedAt, Pace, roundedPace } from './pace';
import { words } from './words';
import styles from './PaceFigures.module.css';

const SECOND = 1000;

/**
 * How fast tasks come, and how long the one in the middle of the queue has waited. Both once a second.
 * Where there is no room for them, a wait that passes the scan's target is told all the same.
 */
export function PaceFigures({ shown }: { shown: boolean }) {
  const late = useLate();
  if (!shown) return null;
  return (
    <dl className={styles.figures} aria-label={words.name}>
      <Arrivals />
      <MedianWait late={late} />
    </dl>
  );
}

/** Whether the wait is longer than it should be; a notice says so once. */
function useLate(): boolean {
  const { board, clock, live } = useDesk();
  const target = useScanState(live, ({ scan }) => (scan === null || scan.status === 'closed' ? null : scan.target_seconds));
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (target === null) return undefined;
    const late = new Late();
    const look = () => {
      if (late.note(medianWait(board, live, clock), target * SECOND, performance.now())) {
        showToast({ mark: 'warning', text: words.late(formatAge(target * SECOND)) });
      }
      setLate(late.isLate);
    };
    look();
    const stop = clock.onTick(look);
    return () => {
      stop();
      setLate(false);
    };
  }, [board, clock, live, target]);
  return isLate;
}

/** Oldest first: the one in the middle has the wait in the middle. Null where nothing waits. */
function medianWait(board: DeskSetting['board'], live: DeskSetting['live'], clock: ServerClock): number | null {
  const { waiting } = board();
  const task = live.state().tasks.get(waiting[Math.floor(waiting.length / 2)] ?? '');
  return task ? clock.since(waitsSince(task)) : null;
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

function MedianWait({ late }: { late: boolean }) {
  const { board, live } = useDesk();
  const wait = useTicking((clock) => {
    const ms = medianWait(board, live, clock);
    return ms === null ? words.none : formatAge(ms);
  });
  return (
    <div className={styles.wait} data-late={late || undefined} title={words.waitHint}>
      <dt>{words.wait}</dt>
      <dd>
        {wait}
        {late && <TriangleAlert size={13} aria-label={words.lateMark} />}
      </dd>
    </div>
  );
}
