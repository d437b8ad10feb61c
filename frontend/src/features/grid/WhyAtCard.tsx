import { useLayoutEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import { useFocusAfter } from '@/lib/useFocusAfter';
import type { TaskView } from '@/live/protocol.gen';
import { useDeciding, useGrid } from './deskContext';
import type { Fit, Size } from './fit';
import { upon } from './geometry';
import { focusCurrent } from './hand';
import type { PanelActsProps } from './PanelActs';
import { useGive } from './useGive';
import { WhyRefused } from './WhyRefused';
import styles from './WhyAtCard.module.css';

/** In rem: of a card two lines of its text are to be read above the question. */
const LEFT = { large: 5.5, others: 4.5 } as const;
/** In rem: so far it stands from a card that is too small for that. */
const CLEARANCE = 0.5;

type WhyAtCardProps = Pick<PanelActsProps, 'mayDecide' | 'reason' | 'onReason' | 'refusing' | 'meanwhile' | 'onGave'> & { task: TaskView | null };

/** Why the task in focus is refused, asked where the eyes are. */
export function WhyAtCard({ task, ...acts }: WhyAtCardProps) {
  const { fit } = useLayout();
  const { asked, at } = acts.refusing;
  const asks = task !== null && fit !== null && asked !== null && at === 'card';
  useFocusAfter(asks, focusCurrent);
  return asks ? <Strip key={task.id} task={task} layout={fit} {...acts} /> : null;
}

type StripProps = WhyAtCardProps & { task: TaskView; layout: Fit };

function Strip({ task, layout, mayDecide, reason, onReason, refusing, meanwhile, onGave }: StripProps) {
  const strip = useRef<HTMLDivElement>(null);
  const size = useSize(strip);
  const { fit, place } = useFirstPlace(task.id, layout);
  const { guard, give } = useGive(task, { refusing, onGave });
  const busy = useDeciding(task.id) !== null;
  const left = fit.level === 'large' ? LEFT.large : LEFT.others;
  const { x, y } = upon(fit, place, size, left * fit.rem, CLEARANCE * fit.rem);
  return (
    <div ref={strip} className={styles.strip} style={{ transform: `translate(${x}px, ${y}px)` }} {...guard}>
      <WhyRefused
        number={task.number}
        refusing={refusing}
        reason={reason}
        disabled={!mayDecide || busy}
        meanwhile={meanwhile}
        onReason={onReason}
        onRefuse={(why, press) => give('refuse', why, press)}
      />
    </div>
  );
}

function useLayout() {
  const grid = useGrid();
  return useSyncExternalStore(grid.onLayout, () => grid.layout);
}

/** Where the card was when it was asked: what a pointer aims at stands still, also when the cards move. Another pane is another place. */
function useFirstPlace(id: string, fit: Fit) {
  const grid = useGrid();
  const now = { fit, place: grid.placeOf(id) ?? 0 };
  const [first, setFirst] = useState(now);
  const isSame = first.fit.pane.width === fit.pane.width && first.fit.pane.height === fit.pane.height;
  if (!isSame) setFirst(now);
  return first;
}

/** How large it has become: that depends on what it asks. */
function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return undefined;
    const measure = () => setSize({ width: current.offsetWidth, height: current.offsetHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
