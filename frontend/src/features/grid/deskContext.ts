import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import { countedAs, type CountedAs } from '@/live/countedAs';
import { useScanState } from '@/live/hooks';
import type { TaskStatus, TaskView, VerdictAction } from '@/live/protocol.gen';
import type { Board } from './board';
import type { DeskSetting } from './deskSetting';
import type { LikeMark } from './likeness';
import type { GridController } from './gridController';
import type { ServerClock } from './serverClock';
import type { SlotView } from './slotView';

export const DeskContext = createContext<DeskSetting | null>(null);

/** Return the desk. Throws outside the console. */
export function useDesk(): DeskSetting {
  const setting = useContext(DeskContext);
  if (!setting) throw new Error('useDesk outside the console');
  return setting;
}

/** The task as it is now; draws again only when that task changes. */
export function useDeskTask(id: string | null): TaskView | null {
  const { live, task } = useDesk();
  return useScanState(live, () => (id === null ? null : task(id)));
}

/** A part of the board; draws again only when that part has changed. */
export function useBoard<T>(select: (board: Board) => T): T {
  const { live, board } = useDesk();
  return useSyncExternalStore(live.subscribe, () => select(board()));
}

/** As what a task with this status is counted here: in a closed scan nothing waits. */
export function useCountedAs(status: TaskStatus): CountedAs {
  const { live } = useDesk();
  return useScanState(live, ({ scan }) => countedAs(status, scan?.status));
}

/** The name of another moderator who looks at this task, or null. */
export function useClaimant(id: string | null): string | null {
  const { live, clock, claimant } = useDesk();
  const subscribe = useCallback(
    (tell: () => void) => {
      // It ends by itself as well, at a time that is already known.
      const stops = [live.subscribe(tell), clock.onTick(tell)];
      return () => stops.forEach((stop) => stop());
    },
    [live, clock],
  );
  return useSyncExternalStore(subscribe, () => (id === null ? null : claimant(id)?.name ?? null));
}

/** What a card of this task says of others like it, or null. */
export function useLike(id: string | null): LikeMark | null {
  const { live, likes } = useDesk();
  return useScanState(live, () => (id === null ? null : likes.markOf(id)));
}

/** The task that the eyes are on. */
export function useCurrent(): string | null {
  const { desk } = useDesk();
  return useSyncExternalStore(desk.onFocus, () => desk.current);
}

export function useIsCurrent(id: string | null): boolean {
  const { desk } = useDesk();
  return useSyncExternalStore(desk.onFocus, () => id !== null && desk.current === id);
}

/** Whether a filter is on that this task does not match. */
export function useDimmed(task: TaskView | null): boolean {
  const { filter } = useDesk().desk;
  return useSyncExternalStore(filter.onChange, () => task !== null && !filter.matches(task));
}

export function useSelected(id: string | null): boolean {
  const { selection } = useDesk().desk;
  return useSyncExternalStore(selection.onChange, () => id !== null && selection.has(id));
}

/** Whether all of these are selected, and there is one. */
export function useSelectedAll(ids: readonly string[]): boolean {
  const { selection } = useDesk().desk;
  return useSyncExternalStore(selection.onChange, () => ids.length > 0 && ids.every((id) => selection.has(id)));
}

/** The verdict on this task that is on its way, or null. */
export function useDeciding(id: string | null): VerdictAction | null {
  const { desk } = useDesk();
  return useSyncExternalStore(desk.onDeciding, () => (id === null ? null : desk.deciding(id)));
}

/** The task, the verdict on it that is on its way, who else looks at it, and whether others are like it. */
type CardFacts = { task: TaskView | null; deciding: VerdictAction | null; claimedBy: string | null; like: LikeMark | null };

/** Everything that a card of this task shows. */
export function useCardFacts(id: string | null): CardFacts {
  return { task: useDeskTask(id), deciding: useDeciding(id), claimedBy: useClaimant(id), like: useLike(id) };
}

/** The grid that is shown: of all that waits, or of one block. */
export function useGrid(): GridController {
  const { desk } = useDesk();
  return useSyncExternalStore(desk.zoom.onChange, () => desk.grid);
}

/** The place of the block with the focus, or null. */
export function useBlock(): number | null {
  const { desk } = useDesk();
  return useSyncExternalStore(desk.onFocus, () => desk.block);
}

/** The place with the focus: of a card or of a block. */
export function useFocused(): number | null {
  const grid = useGrid();
  const current = useCurrent();
  return useBlock() ?? (current === null ? null : grid.placeOf(current));
}

/** The tasks at a place, for as long as the grid stays the same one. */
export function useIdsAt(at: number): readonly string[] {
  const grid = useGrid();
  return useSyncExternalStore(grid.onSlots, () => grid.idsAt(at));
}

export function useSlot(slot: number): SlotView | null {
  const grid = useGrid();
  const subscribe = useCallback((tell: () => void) => grid.onSlot(slot, tell), [grid, slot]);
  return useSyncExternalStore(subscribe, () => grid.slot(slot));
}

/** Something that follows from the time: draws again only when it has changed. */
export function useTicking<T extends string | number | boolean>(read: (clock: ServerClock) => T): T {
  const { clock } = useDesk();
  return useSyncExternalStore(clock.onTick, () => read(clock));
}
