import { useLayoutEffect, useRef } from 'react';
import { cx } from '@/lib/cx';
import { waitsSince } from '@/live/wait';
import { useBlock, useCountedAs, useDesk, useDeskTask, useIdsAt, useSelectedAll, useTicking } from '../deskContext';
import type { Fit } from '../fit';
import { place } from '../geometry';
import { words } from './words';
import styles from '../Grid.module.css';

/** A place that stands for several tasks, for the focus and its name: its picture is on the canvas below. */
export function BlockCell({ at, layout }: { at: number; layout: Fit }) {
  const { desk, decides } = useDesk();
  const ids = useIdsAt(at);
  const oldest = useDeskTask(desk.oldestAt(at));
  const current = useBlock() === at;
  const selected = useSelectedAll(ids);
  const minutes = useTicking((clock) => (oldest ? Math.floor(clock.since(waitsSince(oldest)) / 60_000) : 0));
  const as = useCountedAs('pending');
  const cell = useRef<HTMLDivElement>(null);
  const { x, y } = place(layout, at);

  useLayoutEffect(() => {
    const free = decides && document.activeElement?.contains(cell.current) === true;
    if (current && (desk.handInGrid || free)) cell.current?.focus({ preventScroll: true });
  }, [current, decides, desk]);

  return (
    <div
      ref={cell}
      role="gridcell"
      className={cx(styles.cell, styles.painted)}
      style={{ transform: `translate(${x}px, ${y}px)`, width: layout.card.width, height: layout.card.height }}
      aria-colindex={(at % layout.columns) + 1}
      aria-label={oldest ? words.name(ids.length, as, minutes) : undefined}
      aria-selected={oldest ? selected : undefined}
      tabIndex={oldest ? (current ? 0 : -1) : undefined}
      data-level={layout.level}
      data-current={current ? '' : undefined}
      data-block={oldest ? at : undefined}
    />
  );
}
