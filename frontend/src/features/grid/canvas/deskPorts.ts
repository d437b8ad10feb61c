import { formatAge } from '@/lib/format';
import type { TaskView, VerdictAction } from '@/live/protocol.gen';
import { waitsSince } from '@/live/wait';
import { STATUS_AFTER } from '../afterVerdict';
import type { DeskSetting } from '../deskSetting';
import { isSmall } from '../fit';
import { heatStep, lateness } from '../heat';
import type { Look } from './look';
import type { PainterPorts } from './painter';
import type { Scene } from './scene';

type Aside = Pick<Look, 'count' | 'claimedBy' | 'like' | 'dimmed' | 'selected'> & { readonly deciding: VerdictAction | null };

const NOTHING: Aside = { count: 1, deciding: null, claimedBy: null, like: null, dimmed: false, selected: false };

/** Let a painter see what is on a desk. */
export function deskPorts(setting: DeskSetting, targetSeconds: () => number): PainterPorts<Aside> {
  const { desk, clock } = setting;
  return {
    taskAt: (at) => {
      const id = desk.zoom.showsBlocks ? desk.oldestAt(at) : desk.grid.slot(at)?.id;
      return id === undefined || id === null ? null : setting.task(id);
    },
    aside: (at, task, before) => {
      const now = desk.zoom.showsBlocks ? asideOfBlock(setting, desk.grid.idsAt(at)) : asideOf(setting, task);
      return before && isSame(now, before) ? before : now;
    },
    look: (task, aside, scene) => lookOf(task, aside, scene, clock.since(waitsSince(task)), targetSeconds()),
  };
}

function asideOf({ desk, claimant, likes }: DeskSetting, task: TaskView): Aside {
  const deciding = desk.deciding(task.id);
  const claimedBy = claimant(task.id)?.name ?? null;
  const like = likes.markOf(task.id);
  const dimmed = !desk.filter.matches(task);
  const selected = desk.selection.has(task.id);
  const isPlain = deciding === null && claimedBy === null && like === null && !dimmed && !selected;
  return isPlain ? NOTHING : { count: 1, deciding, claimedBy, like, dimmed, selected };
}

/** A block recedes once nothing in it is looked for, and is selected with all that is in it. */
function asideOfBlock({ desk }: DeskSetting, ids: readonly string[]): Aside {
  const dimmed = desk.filter.isOn && !ids.some((id) => desk.matches(id));
  const selected = desk.selection.size > 0 && ids.every((id) => desk.selection.has(id));
  return { ...NOTHING, count: ids.length, dimmed, selected };
}

const isSame = (one: Aside, other: Aside): boolean =>
  one === other ||
  (one.count === other.count &&
    one.deciding === other.deciding &&
    one.claimedBy === other.claimedBy &&
    one.like === other.like &&
    one.dimmed === other.dimmed &&
    one.selected === other.selected);

function lookOf(task: TaskView, { deciding, ...aside }: Aside, scene: Scene, age: number, targetSeconds: number): Look {
  const { level, card } = scene.layout;
  const share = lateness(age, targetSeconds);
  const waits = task.status === 'pending';
  return {
    task,
    shown: deciding ? STATUS_AFTER[deciding] : task.status,
    hollow: deciding !== null,
    ...aside,
    late: waits && age >= targetSeconds * 1000,
    step: waits ? heatStep(share) : 0,
    bar: waits && !scene.type.bare ? Math.round(share * card.width) : 0,
    age: isSmall(level) ? '' : formatAge(age),
  };
}
