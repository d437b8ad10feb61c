import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useStanding } from '@/live/hooks';
import type { ScanView } from '@/live/protocol.gen';
import { useCurrent, useDesk, useDeskTask } from './deskContext';
import type { Seen } from './desk';
import { Dock } from './Dock';
import { Grid } from './Grid';
import { Lane } from './Lane';
import { NothingWaits } from './NothingWaits';
import type { Refusing } from './refusing';
import { TaskPanel } from './TaskPanel';
import { useDeskKeys } from './useDeskKeys';
import styles from './Console.module.css';

type WorkplaceProps = { scan: ScanView; narrow: boolean };

/** Grid, panel and lane: where the keys act. */
export function Workplace({ scan, narrow }: WorkplaceProps) {
  const { desk, live, gaze } = useDesk();
  const [sheetUp, setSheetUp] = useState(false);
  const [reason, setReason] = useOfCurrent('');
  const [note, setNote] = useOfCurrent<string | null>(null);
  const [asked, setAsked] = useOfCurrent<Refusing['asked']>(null);
  const [lastReason, setLastReason] = useState<string | null>(null);
  const mayDecide = useStanding(live) === 'live' && scan.can.includes('moderate');
  const open = useCallback(() => setSheetUp(true), []);
  const close = useCallback(() => setSheetUp(false), []);
  const place = useRef<HTMLElement>(null);
  useFocusWhenDone(place);
  const refusing: Refusing = {
    reasons: scan.refusal_reasons,
    asked,
    onAsk: (question) => {
      if (question !== null && !mayDecide) return;
      setNote(null);
      setAsked(question);
    },
    last: lastReason,
    onGiven: (given) => given !== '' && setLastReason(given),
  };
  const onReturn = () => {
    setAsked(null);
    if (mayDecide) setNote(note ?? '');
  };
  const askWhy = (seen: Seen) => {
    setAsked('choose', seen);
    open();
  };
  const onKeyDown = useDeskKeys(desk, { reason, refusing, onOpen: open, onReturn });

  return (
    <>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys bubble up here from the cells and the buttons, which all work without them */}
      <main
        ref={place}
        tabIndex={-1}
        className={styles.workplace}
        onKeyDown={onKeyDown}
        onKeyDownCapture={gaze.stir}
        onPointerDownCapture={gaze.stir}
        onPointerMoveCapture={gaze.stir}
      >
        <div className={styles.grid}>
          <Grid
            targetSeconds={scan.target_seconds}
            mayDecide={mayDecide}
            onOpen={open}
            onRefuse={scan.refusal_reasons.length > 0 ? askWhy : null}
          />
          <NothingWaits scan={scan} />
        </div>
        <TaskPanel
          sheet={narrow ? (sheetUp ? 'open' : 'closed') : 'none'}
          mayDecide={mayDecide}
          reason={reason}
          onReason={setReason}
          refusing={refusing}
          note={note}
          onNote={setNote}
          onClose={close}
        />
      </main>
      {narrow ? <Dock mayDecide={mayDecide} onOpen={open} /> : <Lane mayDecide={mayDecide} />}
    </>
  );
}

/** When the last card has been decided its keys go on, undo above all: the place takes the focus. */
function useFocusWhenDone(place: RefObject<HTMLElement | null>): void {
  const current = useCurrent();
  const before = useRef(current);
  useLayoutEffect(() => {
    const active = document.activeElement;
    const lost = active === document.body || active?.closest('[role="gridcell"]');
    if (before.current !== null && current === null && lost) place.current?.focus({ preventScroll: true });
    before.current = current;
  }, [place, current]);
}

/** What is typed belongs to the version of the task it was typed for: the current one, unless another is named. */
function useOfCurrent<T>(nothing: T): [T, (typed: T, seen?: Seen) => void] {
  const task = useDeskTask(useCurrent());
  const about = nameOf(task);
  const [typed, setTyped] = useState<{ about: string | null; what: T }>({ about: null, what: nothing });
  return [typed.about === about ? typed.what : nothing, (what, seen) => setTyped({ about: seen ? nameOf(seen) : about, what })];
}

const nameOf = (seen: Seen | null): string | null => seen && `${seen.id} ${seen.version}`;
