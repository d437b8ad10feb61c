import { Card } from './Card';
import { useCardFacts, useSlot } from './deskContext';
import { levelOf, type Fit, type Point, type Size } from './fit';
import { place } from './geometry';
import { typography } from './typography';
import styles from './Loupe.module.css';

/** In rem: the smallest card on which a text, its author and its age are shown. */
const WIDTH = 18;
const HEIGHT = 9;
/** A finger hides what is under it, and a little above. */
const CLEARANCE = { finger: 2.25, pointer: 0.5, focus: 0.5 } as const;

type LoupeProps = { slot: number; by: keyof typeof CLEARANCE; layout: Fit; targetSeconds: number };

/** What a card is too small to say, beside it. For the eye: the card's own name says the same. */
export function Loupe({ slot, by, layout, targetSeconds }: LoupeProps) {
  const { task, deciding, claimedBy } = useCardFacts(useSlot(slot)?.id ?? null);
  if (!task) return null;
  const { pane, rem } = layout;
  const size = { width: Math.min(WIDTH * rem, pane.width), height: HEIGHT * rem };
  const { x, y } = beside(layout, slot, size, CLEARANCE[by] * rem);
  const own: Fit = { ...layout, card: size, level: levelOf(size, rem) };
  const type = typography(own);
  const style = { transform: `translate(${x}px, ${y}px)`, width: size.width, height: size.height, '--lines': type.lines };
  return (
    <div aria-hidden="true" className={styles.loupe} style={style}>
      <Card
        task={task}
        level={own.level}
        type={type}
        targetSeconds={targetSeconds}
        deciding={deciding}
        claimedBy={claimedBy}
        acts="none"
      />
    </div>
  );
}

/** Above the card, below it where there is no room above, and never outside the pane. */
function beside(layout: Fit, slot: number, size: Size, clearance: number): Point {
  const { x, y } = place(layout, slot);
  const { card, pane } = layout;
  const middle = x + card.width / 2 - size.width / 2;
  const above = y - size.height - clearance;
  const below = Math.min(y + card.height + clearance, pane.height - size.height);
  return {
    x: Math.round(Math.max(0, Math.min(middle, pane.width - size.width))),
    y: Math.round(above >= 0 ? above : below),
  };
}
