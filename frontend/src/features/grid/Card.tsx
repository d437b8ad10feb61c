import { StatusMark } from '@/components/ui/StatusMark';
import { cx } from '@/lib/cx';
import type { TaskView, VerdictAction } from '@/live/protocol.gen';
import { STATUS_AFTER } from './afterVerdict';
import { Age } from './Age';
import { CardActs } from './CardActs';
import { useTicking } from './deskContext';
import type { Level } from './fit';
import { headed } from './heading';
import { Heat } from './Heat';
import type { Typography } from './typography';
import { words } from './words';
import styles from './Card.module.css';

type CardProps = {
  task: TaskView;
  level: Level;
  type: Typography;
  targetSeconds: number;
  /** The verdict that is on its way, if one is. */
  deciding: VerdictAction | null;
  leaving: boolean;
  entering: boolean;
  current: boolean;
  mayDecide: boolean;
};

/** One task, as much of it as there is room for. Presses are the grid's affair. */
export function Card({ task, level, type, deciding, ...rest }: CardProps) {
  const { targetSeconds, leaving, entering, current, mayDecide } = rest;
  const late = useTicking((clock) => clock.since(task.created_at) >= targetSeconds * 1000);
  const small = level === 'chip' || level === 'tiny';
  const pending = task.status === 'pending';
  const shown = deciding ? STATUS_AFTER[deciding] : task.status;
  return (
    <div
      className={cx(styles.card, styles[level], type.roomy && styles.roomy)}
      data-tone={deciding ? undefined : task.status}
      data-sending={deciding ? '' : undefined}
      data-leaving={leaving && !current ? '' : undefined}
      data-entering={entering ? '' : undefined}
      data-current={current ? '' : undefined}
      data-late={late && pending ? '' : undefined}
    >
      {small ? (
        <SmallFace task={task} level={level} worded={type.worded} shown={shown} hollow={!!deciding} />
      ) : (
        <>
          <div className={styles.head}>
            <StatusMark mark={shown} hollow={deciding !== null} />
            <span className={styles.number}>#{task.number}</span>
            <span className={styles.age}>
              <Age since={task.created_at} />
            </span>
          </div>
          <CardText text={task.text} />
          <div className={styles.foot}>
            {type.signed && (
              <bdi className={styles.author}>
                {pending || !task.decided_by
                  ? task.author.name
                  : words.decidedBy(task.status, task.decided_by.name)}
              </bdi>
            )}
            {pending && !deciding && (
              <CardActs
                iconOnly={level === 'compact'}
                roomy={type.roomy}
                filled={current}
                disabled={!mayDecide}
              />
            )}
          </div>
        </>
      )}
      {pending && <Heat since={task.created_at} targetSeconds={targetSeconds} />}
    </div>
  );
}

/** One block for both parts, so that their lines are counted together and none is cut in half. */
function CardText({ text }: { text: string }) {
  const { heading, body } = headed(text);
  return (
    <p className={styles.text} dir="auto">
      <span className={styles.heading}>{heading.trim()}</span>
      {body.trim() !== '' && <span className={styles.body}>{`\n${body.trim()}`}</span>}
    </p>
  );
}

type SmallFaceProps = {
  task: TaskView;
  level: Level;
  worded: boolean;
  shown: TaskView['status'];
  hollow: boolean;
};

/** Shape and number; a few words where there is room; at the smallest, one of the two. */
function SmallFace({ task, level, worded, shown, hollow }: SmallFaceProps) {
  const tiny = level === 'tiny';
  return (
    <>
      {(!tiny || shown !== 'pending') && <StatusMark mark={shown} hollow={hollow} />}
      {(!tiny || shown === 'pending') && <span className={styles.number}>{task.number}</span>}
      {worded && (
        <bdi className={styles.heading}>{headed(task.text).heading.trim()}</bdi>
      )}
    </>
  );
}
