import type { Known } from './commands';
import type { DeskSetting } from './deskSetting';

type Asked = Pick<DeskSetting, 'desk' | 'likes' | 'task'> & { readonly mayDecide: boolean };
type Answer = (asked: Asked) => boolean;

const isDecidable: Answer = ({ desk, task, mayDecide }) => {
  const { current, selection } = desk;
  const waits = current !== null && task(current)?.status === 'pending' && desk.deciding(current) === null;
  return mayDecide && (selection.size > 0 || waits);
};
const isAnywhere: Answer = ({ desk }) => desk.here !== null;
const isWaiting: Answer = ({ desk }) => desk.filter.isOn || desk.matching().length > 0;

/** When there is something to be done by it. What is not here can be done at any time. */
const CAN: Partial<Record<Known, Answer>> = {
  validate: isDecidable,
  refuse: isDecidable,
  return: isDecidable,
  undo: ({ desk, mayDecide }) => mayDecide && desk.verdicts.canUndo,
  open: isAnywhere,
  select: isAnywhere,
  selectAll: isWaiting,
  selectStack: ({ desk, likes }) => desk.current !== null && likes.markOf(desk.current) !== null,
  oldest: isWaiting,
  filter: isWaiting,
  clear: ({ desk }) => desk.verdicts.many.outcome !== null || desk.selection.size > 0 || desk.zoom.isIn || desk.filter.isOn,
  fullScreen: () => document.fullscreenEnabled,
  // It is where this is asked.
  palette: () => false,
};

/** Return whether this would do something now: what would not is not offered. */
export const canDo = (known: Known | undefined, asked: Asked): boolean => (known && CAN[known]?.(asked)) ?? true;
