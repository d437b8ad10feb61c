import { SkipForward } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '@/components/ui/Button';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { StatusMark } from '@/components/ui/StatusMark';
import { formatNumber } from '@/lib/format';
import type { TaskView } from '@/live/protocol.gen';
import { useBoard, useDesk, useIsCurrent } from './deskContext';
import { FilterField } from './FilterField';
import { headed } from './heading';
import { KeyOf, useShortcut } from './shortcuts';
import { Tools } from './Tools';
import { UndoButton } from './UndoButton';
import { useOldest } from './useOldest';
import { words } from './words';
import styles from './Lane.module.css';

/** What has been decided, newest first. Each mark brings its task back into the panel. */
export function Lane({ mayDecide }: { mayDecide: boolean }) {
  const lookAtOldest = useOldest();
  const shortcut = useShortcut();
  const waiting = useBoard((board) => board.waiting.length);
  const decided = useBoard((board) => board.decided);
  const count = useBoard(({ totals }) => totals.validated + totals.refused + totals.returned);
  return (
    <GlassPanel as="footer" className={styles.lane}>
      <h2 className={styles.title}>
        {words.lane} <span className={styles.count}>{formatNumber(count)}</span>
      </h2>
      {decided.length === 0 ? (
        <p className={styles.none}>{words.laneEmpty}</p>
      ) : (
        <Marks decided={decided} />
      )}
      <FilterField />
      <UndoButton mayDecide={mayDecide} />
      <Button
        size="dense"
        disabled={waiting === 0}
        icon={<SkipForward size={15} aria-hidden="true" />}
        {...shortcut('oldest')}
        onClick={lookAtOldest}
      >
        {words.oldest} <KeyOf act="oldest" />
      </Button>
      <Tools />
    </GlassPanel>
  );
}

/** One stop for the tab key; arrows walk along the marks. */
function Marks({ decided }: { decided: readonly TaskView[] }) {
  const list = useRef<HTMLOListElement>(null);
  const [stop, setStop] = useState<string | null>(null);
  const reachable = decided.some(({ id }) => id === stop) ? stop : decided[0]?.id;

  const walk = (event: KeyboardEvent) => {
    const right = list.current?.matches(':dir(rtl)') === true ? -1 : 1;
    const step = { ArrowRight: right, ArrowLeft: -right }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const here = buttons.findIndex((button) => button === document.activeElement);
    buttons[here + step]?.focus();
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the list only passes arrow keys on to its buttons
    <ol ref={list} className={styles.marks} aria-label={words.laneName} onKeyDown={walk}>
      {decided.map((task) => (
        <li key={task.id}>
          <LaneMark task={task} reachable={task.id === reachable} onReach={() => setStop(task.id)} />
        </li>
      ))}
    </ol>
  );
}

type LaneMarkProps = { task: TaskView; reachable: boolean; onReach: () => void };

function LaneMark({ task, reachable, onReach }: LaneMarkProps) {
  const { desk } = useDesk();
  const current = useIsCurrent(task.id);
  return (
    <button
      type="button"
      className={styles.mark}
      tabIndex={reachable ? 0 : -1}
      aria-label={words.laneItem(task)}
      aria-pressed={current}
      title={`#${task.number} ${headed(task.text).heading.trim()}`}
      onFocus={onReach}
      onClick={() => desk.focus(task.id)}
    >
      <StatusMark mark={task.status} />
    </button>
  );
}
