import { Suspense, useEffect, useMemo, useRef, useSyncExternalStore, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react';
import { fetchWhenIdle, lazyPart } from '@/lib/lazyPart';
import { Cells } from './Cells';
import type { Seen } from './desk';
import { useDesk, useFocused, useGrid } from './deskContext';
import { isSmall, type Point } from './fit';
import { placeAt } from './geometry';
import { commandOf, type Command } from './keys';
import { typography } from './typography';
import { useHand } from './useHand';
import { usePane } from './usePane';
import { usePresses } from './usePresses';
import { useSpot } from './useSpot';
import { words } from './words';
import styles from './Grid.module.css';

// For cards that are too small to be read.
const Loupe = lazyPart(() => import('./Loupe'));

type GridProps = {
  targetSeconds: number;
  mayDecide: boolean;
  /** A card was pressed or opened by key: on a narrow screen its sheet comes up. */
  onOpen: () => void;
  /** Ask why a card is to be refused; null where it is refused at once. */
  onRefuse: ((seen: Seen) => void) | null;
};

/** Everything that waits, on one screen. */
export function Grid({ targetSeconds, mayDecide, onOpen, onRefuse }: GridProps) {
  const { desk, task: taskOf } = useDesk();
  const pane = useRef<HTMLDivElement>(null);
  const grid = useGrid();
  const { fit, overflow, rush, face } = useSyncExternalStore(grid.onLayout, () => grid.layout);
  const type = useMemo(() => fit && typography(fit), [fit]);
  const focused = useFocused();
  const selecting = useSyncExternalStore(desk.selection.onChange, () => desk.selection.size > 0);
  const { spot, ...eye } = useSpot(grid, fit, focused);
  const small = fit !== null && isSmall(fit.level);
  useEffect(() => (small ? fetchWhenIdle([Loupe]) : undefined), [small]);
  usePane(pane, desk.zoom);
  useHand(pane, desk, eye.away);

  const seenAt = (event: PointerEvent): Seen | null => {
    const at = fit && placeAt(fit, pointOn(event));
    const id = at === null ? null : desk.oldestAt(at);
    const task = id !== null && desk.deciding(id) === null ? taskOf(id) : null;
    return task && { id: task.id, version: task.version };
  };
  const presses = usePresses(desk, { onOpen, onRefuse, seenAt, slides: small, onFinger: eye.finger });

  // The first card has the focus from the start: the loupe comes once a key has moved it.
  const onKeyDown = ({ nativeEvent }: KeyboardEvent) => {
    if (nativeEvent.key === 'Escape') eye.away();
    else if (movesFocus(commandOf(nativeEvent))) eye.focus();
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- a grid wherever it has cells; its keys are those of the desk around it
    <div
      ref={pane}
      className={styles.pane}
      role={fit ? 'grid' : 'presentation'}
      aria-label={fit ? words.gridName : undefined}
      aria-multiselectable={fit ? true : undefined}
      aria-rowcount={fit?.rows}
      aria-colcount={fit?.columns}
      data-small={small ? '' : undefined}
      data-selecting={selecting ? '' : undefined}
      // CSSProperties knows no custom properties; this one is read by the cards.
      style={{ '--lines': type?.lines } as CSSProperties}
      onKeyDown={onKeyDown}
      {...presses}
      onPointerMove={(event) => {
        presses.onPointerMove(event);
        if (event.pointerType === 'mouse') eye.pointer(pointOn(event));
      }}
      onPointerLeave={() => {
        presses.onPointerLeave();
        eye.away();
      }}
    >
      {fit && type && (
        <Cells
          key={desk.zoom.turn}
          layout={fit}
          type={type}
          targetSeconds={targetSeconds}
          mayDecide={mayDecide}
          rush={rush}
          painted={face === 'canvas'}
          hovered={!small && spot?.by === 'pointer' ? spot.at : null}
        />
      )}
      <Suspense>{fit && small && spot && <Loupe {...spot} layout={fit} targetSeconds={targetSeconds} />}</Suspense>
      {overflow > 0 && (
        <span className={styles.overflow}>
          <span aria-hidden="true">{words.more(overflow)}</span>
          <span className="sr-only">{words.moreName(overflow)}</span>
        </span>
      )}
    </div>
  );
}

const movesFocus = (command: Command | null): boolean => command !== null && 'to' in command;

/** Where a pointer is on the grid. */
function pointOn({ clientX, clientY, currentTarget }: PointerEvent): Point {
  const { left, top } = currentTarget.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}
