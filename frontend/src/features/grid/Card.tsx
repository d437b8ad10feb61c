import { PersonName } from '@/components/scan/PersonName';
import { Initials } from '@/components/ui/Initials';
import { StatusMark } from '@/components/ui/StatusMark';
import { Tag } from '@/components/ui/Tag';
import { cx } from '@/lib/cx';
import type { TaskView, VerdictAction } from '@/live/protocol.gen';
import { waitsSince } from '@/live/wait';
import { STATUS_AFTER } from './afterVerdict';
import { Age } from './Age';
import { CardActs } from './CardActs';
import { useTicking } from './deskContext';
import { isSmall, type Level } from './fit';
import { headed } from './heading';
import { Heat } from './Heat';
import type { LikeMark } from './likeness';
import { words as likes } from './likeWords';
import { words as rounds } from './roundWords';
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
  /** Another moderator who looks at it. */
  claimedBy: string | null;
  /** What it says of others like it. */
  like: LikeMark | null;
  leaving?: boolean;
  entering?: boolean;
  current?: boolean;
  /** The two verdicts: there, there but not to be pressed now, or left out. */
  acts: Acts;
};

type Acts = 'on' | 'off' | 'none';

/** Return how the verdicts are there, where none can be given at all and where they may be given now. */
export function actsOf(decides: boolean, mayDecide: boolean): Acts {
  if (!decides) return 'none';
  return mayDecide ? 'on' : 'off';
}

/** One task, as much of it as there is room for. Presses are the grid's affair. */
export function Card({ task, level, type, deciding, ...rest }: CardProps) {
  const { targetSeconds, claimedBy, like, leaving = false, entering = false, current = false, acts } = rest;
  const late = useTicking((clock) => clock.since(waitsSince(task)) >= targetSeconds * 1000);
  const small = isSmall(level);
  // On a wall that says nobody's words: its number stands for it.
  const nameless = task.text === '';
  const pending = task.status === 'pending';
  const shown = deciding ? STATUS_AFTER[deciding] : task.status;
  return (
    <div
      className={cx(
        styles.card,
        styles[level],
        type.roomy && styles.roomy,
        type.words === 'under' && styles.stacked,
        type.bare && styles.bare,
      )}
      data-tone={deciding ? undefined : task.status}
      data-sending={deciding ? '' : undefined}
      data-leaving={leaving && !current ? '' : undefined}
      data-entering={entering ? '' : undefined}
      data-current={current ? '' : undefined}
      data-claimed={claimedBy !== null && pending ? '' : undefined}
      data-late={late && pending ? '' : undefined}
      data-nameless={nameless ? '' : undefined}
    >
      {small ? (
        <>
          <SmallFace task={task} level={level} type={type} shown={shown} hollow={deciding !== null} />
          {like !== null && pending && level === 'chip' && <i className={styles.like} title={likes.hint(like)} />}
          {claimedBy !== null && pending && level === 'chip' && <Initials name={claimedBy} className={styles.claimant} />}
        </>
      ) : (
        <>
          <div className={styles.head} data-again={task.round === undefined && like === null ? undefined : ''}>
            <StatusMark mark={shown} hollow={deciding !== null} />
            {!nameless && <span className={styles.number}>#{task.number}</span>}
            {task.round !== undefined && <Tag hint={rounds.hint}>{rounds.mark(task.round, level === 'compact')}</Tag>}
            {like !== null && pending && <Tag hint={likes.hint(like)}>{likes.mark(like, level)}</Tag>}
            {claimedBy !== null && pending && <Initials name={claimedBy} className={styles.claimant} />}
            <span className={styles.age}>
              <Age since={waitsSince(task)} />
            </span>
          </div>
          {nameless ? (
            <p className={styles.alone}>
              <span>#{task.number}</span>
            </p>
          ) : (
            <CardText text={task.text} bodied={type.bodied} />
          )}
          <div className={styles.foot}>
            {type.signed && (
              <span className={styles.author}>
                {pending || !task.decided_by ? (
                  <PersonName person={task.author} />
                ) : (
                  <bdi>{words.decidedBy(task.status, task.decided_by.name)}</bdi>
                )}
              </span>
            )}
            {pending && !deciding && acts !== 'none' && (
              <CardActs
                iconOnly={level === 'compact'}
                roomy={type.roomy}
                filled={current}
                disabled={acts === 'off'}
              />
            )}
          </div>
        </>
      )}
      {pending && <Heat since={waitsSince(task)} targetSeconds={targetSeconds} filled={type.bare} />}
    </div>
  );
}

/** On a card each line is dear. */
const EMPTY_LINES = /\n\s*\n/gu;

/** One block for both parts, so that their lines are counted together and none is cut in half. */
function CardText({ text, bodied }: { text: string; bodied: boolean }) {
  const { heading, body } = headed(text);
  return (
    <p className={styles.text} dir="auto">
      <span className={styles.heading}>{heading.trim()}</span>
      {bodied && body.trim() !== '' && <span className={styles.body}>{`\n${body.trim().replaceAll(EMPTY_LINES, '\n')}`}</span>}
    </p>
  );
}

type SmallFaceProps = {
  task: TaskView;
  level: Level;
  type: Typography;
  shown: TaskView['status'];
  hollow: boolean;
};

/** Shape and number; a few words where there is room; at the smallest, one of the two or neither. */
function SmallFace({ task, level, type, shown, hollow }: SmallFaceProps) {
  const tiny = level === 'tiny';
  const waits = shown === 'pending';
  return (
    <>
      {(!tiny || !waits) && <StatusMark mark={shown} hollow={hollow} />}
      {(!tiny || waits) && !type.bare && <span className={styles.number}>{task.number}</span>}
      {type.words !== 'none' && (
        <bdi className={styles.heading}>{headed(task.text).heading.trim()}</bdi>
      )}
    </>
  );
}
