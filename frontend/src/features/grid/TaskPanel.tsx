import { SkipForward, SquareCheck, X } from 'lucide-react';
import { Suspense, useEffect, useLayoutEffect, useRef, useSyncExternalStore, type KeyboardEvent, type RefObject } from 'react';
import { IconButton } from '@/components/ui/Button';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { Initials } from '@/components/ui/Initials';
import { StatusMark } from '@/components/ui/StatusMark';
import { cx } from '@/lib/cx';
import { lazyPart } from '@/lib/lazyPart';
import { words as shared } from '@/lib/words';
import { waitsSince } from '@/live/wait';
import { Age } from './Age';
import type { Desk } from './desk';
import { useBlock, useClaimant, useCountedAs, useCurrent, useDesk, useDeskTask, useLike, useSelected } from './deskContext';
import { TaskFacts } from './TaskFacts';
import { TaskText } from './TaskText';
import { PanelActs, type PanelActsProps } from './PanelActs';
import { RoundNote } from './RoundNote';
import { useShortcut } from './shortcuts';
import { useGaze } from './useGaze';
import { words } from './words';
import styles from './TaskPanel.module.css';

// Blocks are for thousands, and most tasks are like no other.
const BlockPanel = lazyPart(() => import('./blocks/BlockPanel'));
const LikesNote = lazyPart(() => import('./LikesNote'));

type TaskPanelProps = Omit<PanelActsProps, 'task'> & {
  /** On a narrow screen the panel is a sheet, and this says whether it is up. */
  sheet: 'none' | 'open' | 'closed';
  onClose: () => void;
};

/** The task that the eyes are on, in full. What it shows is what a key decides. */
export function TaskPanel({ sheet, onClose, ...acts }: TaskPanelProps) {
  const { desk } = useDesk();
  const task = useDeskTask(useCurrent());
  const visible = sheet !== 'closed';
  const id = task?.id ?? null;
  const version = task?.version ?? 0;

  useLayoutEffect(() => {
    desk.paint(visible && id !== null ? { id, version } : null);
    return () => desk.paint(null);
  }, [desk, visible, id, version]);

  useGaze(task, visible);

  const panel = useRef<HTMLElement>(null);
  useSheetFocus(panel, sheet === 'open', desk);

  const nothingLeft = task === null;
  useEffect(() => {
    if (sheet === 'open' && nothingLeft) onClose();
  }, [sheet, nothingLeft, onClose]);

  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || sheet !== 'open') return;
    // One press, one step back: what lies under the sheet stays as it is.
    event.stopPropagation();
    onClose();
  };

  return (
    <GlassPanel
      ref={panel}
      as="aside"
      tabIndex={-1}
      className={cx(styles.panel, sheet !== 'none' && styles.sheet)}
      aria-label={words.panelName}
      hidden={!visible}
      onKeyDown={closeOnEscape}
    >
      {sheet === 'open' && (
        <div className={styles.sheetTools}>
          <IconButton label={words.oldest} size="touch" onClick={() => desk.focusOldest()}>
            <SkipForward size={20} aria-hidden="true" />
          </IconButton>
          <IconButton label={shared.close} size="touch" onClick={onClose}>
            <X size={20} aria-hidden="true" />
          </IconButton>
        </div>
      )}
      {task ? <PanelTask key={task.id} task={task} onSelect={sheet === 'open' ? onClose : undefined} {...acts} /> : <NoTask />}
    </GlassPanel>
  );
}

/** Bring the keyboard to a sheet that covers where it was, and back when the sheet is gone. */
function useSheetFocus(panel: RefObject<HTMLElement | null>, open: boolean, desk: Desk): void {
  useLayoutEffect(() => {
    const sheet = panel.current;
    if (!open || !sheet) return undefined;
    const before = document.activeElement;
    if (!desk.handInGrid) sheet.focus({ preventScroll: true });
    return () => {
      if (sheet.contains(document.activeElement) && before instanceof HTMLElement) before.focus();
    };
  }, [panel, open, desk]);
}

/** Who else reads this one: he may be faster, and nobody is kept from anything. */
function Claimed({ id }: { id: string }) {
  const name = useClaimant(id);
  if (name === null) return null;
  return (
    <p className={styles.claimed}>
      <Initials name={name} />
      <span>
        <bdi>{name}</bdi> {words.claimed}
      </span>
    </p>
  );
}

/** Beside a list, where nothing is selected, none are shown. */
function Likes({ task, onSelect }: Pick<PanelActsProps, 'task' | 'onSelect'>) {
  return useLike(task.id) && <Suspense><LikesNote task={task} onSelect={onSelect} /></Suspense>;
}

function SelectButton({ id }: { id: string }) {
  const shortcut = useShortcut();
  const { desk } = useDesk();
  return (
    <IconButton
      label={words.select}
      size="dense"
      aria-pressed={useSelected(id)}
      {...shortcut('select')}
      onClick={() => desk.toggle(id)}
    >
      <SquareCheck size={16} aria-hidden="true" />
    </IconButton>
  );
}

function NoTask() {
  const { filter } = useDesk().desk;
  const block = useBlock();
  const isOn = useSyncExternalStore(filter.onChange, () => filter.isOn);
  if (block !== null) return <Suspense><BlockPanel at={block} /></Suspense>;
  return <p className={styles.none}>{isOn ? words.filter.none : words.noFocus}</p>;
}

/** A task in full, with what can be done with it. */
export function PanelTask({ task, ...acts }: PanelActsProps) {
  const as = useCountedAs(task.status);
  return (
    <>
      <div className={styles.head}>
        <StatusMark mark={task.status} />
        <span className={styles.number}>#{task.number}</span>
        <span>{shared.status[as]}</span>
        {task.status === 'pending' && (
          <span className={styles.age}>
            <Age since={waitsSince(task)} />
          </span>
        )}
        {task.status === 'pending' && acts.goesOn !== false && <SelectButton id={task.id} />}
      </div>
      {/* A long task is scrolled by keys too. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to take the focus */}
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={words.taskInFull(task.number)}>
        <Claimed id={task.id} />
        <RoundNote task={task} />
        {task.held && <p className={styles.held}>{words.held}</p>}
        <TaskText text={task.text} />
        {acts.goesOn !== false && <Likes task={task} onSelect={acts.onSelect} />}
        <TaskFacts task={task} />
      </div>
      <PanelActs task={task} {...acts} />
    </>
  );
}
