import type { TaskStatus, TaskView } from '@/live/protocol.gen';
import type { LikeMark } from '../likeness';

/** All that the picture of a card depends on. Two looks that are alike are one picture. */
export type Look = {
  readonly task: TaskView;
  /** How many tasks it stands for; of a block, `task` is the oldest. */
  readonly count: number;
  /** The state that is shown: of a verdict that is on its way, the one that it leads to. */
  readonly shown: TaskStatus;
  /** A verdict is on its way. */
  readonly hollow: boolean;
  /** Another moderator looks at it. */
  readonly claimedBy: string | null;
  /** What it says of others like it. */
  readonly like: LikeMark | null;
  /** A filter is on that it does not match. */
  readonly dimmed: boolean;
  /** It is selected, for a verdict on many. */
  readonly selected: boolean;
  readonly late: boolean;
  /** The step of the heat ramp. */
  readonly step: number;
  /** How far the bar of age has come, in pixels. */
  readonly bar: number;
  /** The age in words where it is shown, else nothing. */
  readonly age: string;
};

export function alike(one: Look | null, other: Look | null): boolean {
  if (one === null || other === null) return one === other;
  return (
    one.task === other.task &&
    one.count === other.count &&
    one.shown === other.shown &&
    one.hollow === other.hollow &&
    one.claimedBy === other.claimedBy &&
    one.like === other.like &&
    one.dimmed === other.dimmed &&
    one.selected === other.selected &&
    one.late === other.late &&
    one.step === other.step &&
    one.bar === other.bar &&
    one.age === other.age
  );
}
