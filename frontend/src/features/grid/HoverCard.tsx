import { actsOf, Card } from './Card';
import { useCardFacts, useDesk, useIsCurrent, useSlot } from './deskContext';
import type { Fit } from './fit';
import { place } from './geometry';
import type { Typography } from './typography';
import styles from './Grid.module.css';

type HoverCardProps = { slot: number; layout: Fit; type: Typography; targetSeconds: number; mayDecide: boolean };

/**
 * The card under the pointer, with its buttons, on the picture of all cards. Hidden from assistive
 * technology, for which the focused row has cells.
 */
export function HoverCard({ slot, layout, type, targetSeconds, mayDecide }: HoverCardProps) {
  const { decides } = useDesk();
  const view = useSlot(slot);
  const id = view?.id ?? null;
  const { task, deciding, claimedBy, like } = useCardFacts(id);
  const current = useIsCurrent(id);
  if (task?.status !== 'pending' || view?.leaving !== false) return null;
  const { x, y } = place(layout, slot);
  return (
    <div
      aria-hidden="true"
      className={styles.cell}
      style={{ transform: `translate(${x}px, ${y}px)`, width: layout.card.width, height: layout.card.height }}
      data-level={layout.level}
      data-current={current ? '' : undefined}
      data-task={deciding === null ? task.id : undefined}
      data-version={task.version}
    >
      <Card
        task={task}
        level={layout.level}
        type={type}
        targetSeconds={targetSeconds}
        deciding={deciding}
        claimedBy={claimedBy}
        like={like}
        current={current}
        acts={actsOf(decides, mayDecide)}
      />
    </div>
  );
}
