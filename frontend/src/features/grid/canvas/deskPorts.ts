import { formatAge } from '@/lib/format';
import type { TaskView, VerdictAction } from '@/live/protocol.gen';
import { STATUS_AFTER } from '../afterVerdict';
import { claimant, taskOf, type DeskSetting } from '../deskSetting';
import { isSmall } from '../fit';
import { heatStep, lateness } from '../heat';
import type { Look } from './look';
import type { PainterPorts } from './painter';
import type { Scene } from './scene';

type Aside = Pick<Look, 'claimedBy' | 'dimmed' | 'selected'> & { readonly deciding: VerdictAction | null };

const NOTHING: Aside = { deciding: null, claimedBy: null, dimmed: false, selected: false };

/** Let a painter see what is on a desk. */
export function deskPorts({ desk, live, me, clock }: DeskSetting, targetSeconds: () => number): PainterPorts<Aside> {
  return {
    taskIn: (slot) => {
      const id = desk.grid.slot(slot)?.id;
      return id === undefined ? null : taskOf(live.state(), id);
    },
    aside: (task, before) => {
      const deciding = desk.deciding(task.id);
      const claimedBy = claimant(live.state(), task.id, me, clock.now())?.name ?? null;
      const dimmed = !desk.filter.matches(task);
      const selected = desk.selection.has(task.id);
      if (deciding === null && claimedBy === null && !dimmed && !selected) return NOTHING;
      const isSame =
        before?.deciding === deciding &&
        before.claimedBy === claimedBy &&
        before.dimmed === dimmed &&
        before.selected === selected;
      return isSame ? before : { deciding, claimedBy, dimmed, selected };
    },
    look: (task, aside, scene) => lookOf(task, aside, scene, clock.since(task.created_at), targetSeconds()),
  };
}

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
