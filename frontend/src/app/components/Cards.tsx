import type { CSSProperties } from 'react';
import { Card } from '@/features/grid/Card';
import { DeskContext } from '@/features/grid/deskContext';
import type { DeskSetting } from '@/features/grid/deskSetting';
import { levelOf, type Fit } from '@/features/grid/fit';
import type { LikeMark } from '@/features/grid/likeness';
import { ServerClock } from '@/features/grid/serverClock';
import { typography } from '@/features/grid/typography';
import type { TaskView } from '@/live/protocol.gen';
import styles from './ComponentPage.module.css';
import { Group } from './Group';
import { AGO, aTask } from './samples';

// All that a card asks of the desk it stands on.
const DESK = { clock: new ServerClock(() => Date.now()) } as unknown as DeskSetting;
const TARGET_SECONDS = 120;
const SIZES = { large: [360, 210], full: [260, 150], compact: [160, 92], chip: [64, 34], tiny: [24, 20] } as const;

const pending = (minutes: number) => aTask({ created_at: AGO(minutes) });
const BY = { id: 'bo', name: 'Bo' };
const CARDS: readonly { name: string; task: TaskView; current?: boolean; claimedBy?: string; like?: LikeMark; deciding?: 'validate' }[] = [
  { name: 'just in', task: pending(0) },
  { name: 'current', task: pending(1), current: true },
  { name: 'late', task: pending(4) },
  { name: 'corrected', task: aTask({ round: 2, created_at: AGO(1) }) },
  { name: 'claimed', task: pending(1), claimedBy: 'Bo' },
  { name: 'alike', task: pending(1), like: { count: 3, decided: null } },
  { name: 'deciding', task: pending(1), deciding: 'validate' },
  { name: 'validated', task: aTask({ status: 'validated', decided_by: BY }) },
  { name: 'refused', task: aTask({ status: 'refused', decided_by: BY }) },
  { name: 'returned', task: aTask({ status: 'returned', decided_by: BY }) },
];

function fitOf([width, height]: readonly [number, number]): Fit {
  const size = { width, height };
  return { count: 1, per: 1, columns: 1, rows: 1, card: size, gap: 0, pane: size, rem: 16, level: levelOf(size, 16) };
}

/** A card at every size that shows another amount of its task, in every state. */
export function Cards() {
  return (
    <DeskContext value={DESK}>
      {Object.entries(SIZES).map(([level, size]) => {
        const fit = fitOf(size);
        const type = typography(fit);
        // CSSProperties knows no custom properties; the card reads this one.
        const style = { inlineSize: size[0], blockSize: size[1], '--lines': type.lines } as CSSProperties;
        return (
          <Group key={level} title={`Cards, ${level}`}>
            {CARDS.map(({ name, task, current = false, claimedBy = null, like = null, deciding = null }) => (
              <div key={name} className={styles.cell} style={style}>
                <Card
                  task={task}
                  level={fit.level}
                  type={type}
                  targetSeconds={TARGET_SECONDS}
                  deciding={deciding}
                  claimedBy={claimedBy}
                  like={like}
                  current={current}
                  acts={name === 'late' ? 'off' : 'on'}
                />
              </div>
            ))}
          </Group>
        );
      })}
    </DeskContext>
  );
}
