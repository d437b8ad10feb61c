import { BlockFacts } from './blocks/BlockFacts';
import { Card } from './Card';
import { useCardFacts, useDesk, useIdsAt, useSlot } from './deskContext';
import { levelOf, type Fit } from './fit';
import { beside } from './geometry';
import { typography } from './typography';
import styles from './Loupe.module.css';

/** In rem: the smallest card on which a text, its author and its age are shown. */
const WIDTH = 18;
const HEIGHT = 9;
/** Of what is said about a block, two lines of its oldest task included. */
const BLOCK_HEIGHT = 7.5;
/** A finger hides what is under it, and a little above. */
const CLEARANCE = { finger: 2.25, pointer: 0.5, focus: 0.5 } as const;

type LoupeProps = { at: number; by: keyof typeof CLEARANCE; layout: Fit; targetSeconds: number };

/** What a place is too small to say, beside it. For the eye: the place's own name says the same. */
export default function Loupe({ at, by, layout, targetSeconds }: LoupeProps) {
  const { pane, rem } = layout;
  const size = { width: Math.min(WIDTH * rem, pane.width), height: (layout.per > 1 ? BLOCK_HEIGHT : HEIGHT) * rem };
  const { x, y } = beside(layout, at, size, CLEARANCE[by] * rem);
  const own: Fit = { ...layout, card: size, level: levelOf(size, rem) };
  const type = typography(own);
  const style = { transform: `translate(${x}px, ${y}px)`, width: size.width, height: size.height, '--lines': type.lines };
  const { desk } = useDesk();
  const block = useIdsAt(at);
  const { task, deciding, claimedBy, like } = useCardFacts(useSlot(at)?.id ?? null);
  if (layout.per === 1 ? !task : block.length === 0) return null;
  return (
    <div aria-hidden="true" className={styles.loupe} style={style}>
      {layout.per > 1 ? (
        <BlockFacts ids={block} oldest={desk.oldestAt(at)} />
      ) : (
        task && (
          <Card
            task={task}
            level={own.level}
            type={type}
            targetSeconds={targetSeconds}
            deciding={deciding}
            claimedBy={claimedBy}
            like={like}
            acts="none"
          />
        )
      )}
    </div>
  );
}
