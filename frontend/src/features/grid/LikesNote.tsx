import { Suspense, useLayoutEffect, useMemo } from 'react';
import { PersonName } from '@/components/scan/PersonName';
import { Button } from '@/components/ui/Button';
import { StatusMark } from '@/components/ui/StatusMark';
import { withoutTurns } from '@/lib/bidi';
import { lazyPart } from '@/lib/lazyPart';
import { useScanState } from '@/live/hooks';
import type { DecidedLike, TaskView } from '@/live/protocol.gen';
import { waitsSince } from '@/live/wait';
import { Age } from './Age';
import { useDesk } from './deskContext';
import { words } from './likesNoteWords';
import { KeyOf, useShortcut } from './shortcuts';
import { stackOf, type Stack } from './stack';
import styles from './LikesNote.module.css';

const Changes = lazyPart(() => import('@/components/ui/Changes'));

type LikesNoteProps = {
  task: TaskView;
  /** They were selected: what covers the bar in which they are decided may go. */
  onSelect: (() => void) | undefined;
};

/** Of a task that others are like: what was decided about one of them, and those that wait, each with the words that differ. */
export default function LikesNote({ task, onSelect }: LikesNoteProps) {
  const { desk, live, likes } = useDesk();
  const marks = useScanState(live, () => likes.marks());
  // Another map is there whenever anything of it may have changed.
  const stack = useMemo(() => (marks.has(task.id) ? stackOf(likes, live.state(), task.id) : null), [marks, likes, live, task.id]);
  useLayoutEffect(() => {
    desk.list(stack?.waiting.map(({ id }) => id) ?? []);
    return () => desk.list([]);
  }, [desk, stack]);
  if (stack === null) return null;
  return (
    <section className={styles.likes} aria-label={words.name}>
      {stack.decided && <Decided like={stack.decided} text={task.text} />}
      {stack.count > 1 && <Waiting stack={stack} text={task.text} onSelect={onSelect} />}
    </section>
  );
}

function Decided({ like, text }: { like: DecidedLike; text: string }) {
  return (
    <div className={styles.decided} data-tone={like.status}>
      <p className={styles.head}>
        <StatusMark mark={like.status} />
        <span>
          <strong>{words.decided(like.status)}</strong> <span className={styles.number}>#{like.number}</span>
        </span>
      </p>
      {like.reason && (
        <p className="typed" dir="auto">
          {withoutTurns(like.reason)}
        </p>
      )}
      {/* Of a long text the beginning is known, and compared with as much of this one. */}
      <Differs before={Array.from(text).slice(0, Array.from(like.text).length).join('')} after={like.text} />
    </div>
  );
}

function Waiting({ stack, text, onSelect }: Pick<LikesNoteProps, 'onSelect'> & { stack: Stack; text: string }) {
  const { desk } = useDesk();
  const shortcut = useShortcut();
  const [own, ...others] = stack.waiting;
  const select = () => {
    desk.selectListed();
    onSelect?.();
  };
  const isAll = stack.waiting.length === stack.count;
  return (
    <>
      <div className={styles.head}>
        <strong className={styles.title}>{words.others(stack.count - 1)}</strong>
        <Button size="dense" className={styles.select} {...shortcut('selectStack')} onClick={select}>
          {isAll ? words.select(stack.count) : words.selectFirst(stack.waiting.length)} <KeyOf act="selectStack" />
        </Button>
      </div>
      {!isAll && own && <p className={styles.quiet}>{words.shown(stack.waiting.length, stack.count)}</p>}
      <ol className={styles.list}>
        {others.map((task) => (
          <li key={task.id} className={styles.other}>
            <p className={styles.head}>
              <button type="button" className={styles.number} aria-label={words.lookAt(task.number)} onClick={() => desk.focus(task.id)}>
                #{task.number}
              </button>
              <span className={styles.who}>
                <PersonName person={task.author} />
              </span>
              <span className={styles.age}>
                <Age since={waitsSince(task)} />
              </span>
            </p>
            <Differs before={text} after={task.text} />
          </li>
        ))}
      </ol>
    </>
  );
}

// A capital says nothing else, and words at the beginning have one by chance.
const inSmallLetters = (word: string): string => word.toLowerCase();

/** What another text says differently from the one in the panel. */
function Differs({ before, after }: { before: string; after: string }) {
  if (before === after) return <p className={styles.quiet}>{words.sameWords}</p>;
  return (
    <Suspense fallback={null}>
      <Changes before={before} after={after} keyOf={inSmallLetters} />
    </Suspense>
  );
}
