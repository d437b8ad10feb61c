import { Suspense, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { fetchWhenIdle, lazyPart } from '@/lib/lazyPart';
import { useStanding } from '@/live/hooks';
import type { ScanView } from '@/live/protocol.gen';
import { useBlock, useCurrent, useDesk, useDeskTask } from './deskContext';
import type { Seen } from './desk';
import { Footer } from './Footer';
import { Grid } from './Grid';
import { focusCurrent } from './hand';
import { HeatLegend } from './HeatLegend';
import { ManyDialog } from './ManyDialog';
import { NothingWaits } from './NothingWaits';
import { useRoom } from './roomContext';
import { TaskPanel } from './TaskPanel';
import { TypedAhead } from './typedAhead';
import { useActs } from './useActs';
import { useDeskKeys } from './useDeskKeys';
import { useKeys } from './useKeys';
import { useMany } from './useMany';
import { useSheet } from './useSheet';
import { useSweep } from './useSweep';
import { WhyAtCard } from './WhyAtCard';
import { ZoomBar } from './blocks/ZoomBar';
import styles from './Console.module.css';
import frame from './Frame.module.css';

const Palette = lazyPart(() => import('./Palette'));

type WorkplaceProps = { scan: ScanView; narrow: boolean };

/** Grid, panel and lane, and what the console's keys do. */
export function Workplace({ scan, narrow }: WorkplaceProps) {
  const { desk, live, gaze } = useDesk();
  const { isUp: sheetUp, open, close } = useSheet(narrow);
  const mayDecide = useStanding(live) === 'live' && scan.can.includes('moderate');
  // What is to be read of a block are the tasks in it.
  const read = () => desk.enterBlock() || open();
  const place = useRef<HTMLElement>(null);
  useFocusWhenDone(place);
  const task = useDeskTask(useCurrent());
  // A task that has no card is asked about in the panel; so is any where the panel covers the cards.
  const askAt = () => (!narrow && task !== null && desk.grid.placeOf(task.id) !== null ? 'card' : 'panel');
  const { acts, askNote, askReason } = useActs(task, scan, mayDecide, askAt);
  const askWhy = (seen: Seen) => {
    askReason(seen);
    open();
  };
  const { asking, decide, endAsking } = useMany(mayDecide, scan.refusal_reasons.length > 0);
  const { overlay, show } = useRoom();
  const [typed] = useState(() => new TypedAhead());
  const { box, sweeping } = useSweep(desk);
  // From a button of a bar, or from nowhere, the keyboard comes to the card: what a key decides is looked at.
  const onHand = () => {
    if (!(narrow && sheetUp) && !place.current?.contains(document.activeElement)) focusCurrent();
  };
  // What lies under the sheet stays as it is.
  const stepBack = () => (narrow && sheetUp ? close() : desk.clear());
  const onKey = useDeskKeys(desk, { acts, onOpen: read, onReturn: askNote, onDecideMany: decide, onHand, onBack: stepBack });
  useKeys((event) => {
    gaze.stir();
    // A dialog has been asked for that is still on its way: the next keys are for it, and Esc gives it up.
    if (overlay === null || overlay === 'filter') onKey(event);
    else if (event.key === 'Escape') show(null);
    else if (overlay === 'palette') typed.hear(event);
  });
  useEffect(() => {
    if (overlay !== 'palette') typed.forget();
  }, [overlay, typed]);
  useEffect(() => fetchWhenIdle([Palette]), []);

  return (
    <>
      <main
        ref={place}
        tabIndex={-1}
        className={styles.workplace}
        onPointerDownCapture={gaze.stir}
        onPointerMoveCapture={gaze.stir}
      >
        <div className={frame.frame} {...sweeping}>
          <ZoomBar narrow={narrow} />
          <Grid
            targetSeconds={scan.target_seconds}
            mayDecide={mayDecide}
            onOpen={open}
            onRefuse={scan.refusal_reasons.length > 0 ? askWhy : null}
          />
          <HeatLegend targetSeconds={scan.target_seconds} />
          <WhyAtCard task={task} {...acts} />
          {box && <div className={styles.sweep} style={{ left: box.x, top: box.y, width: box.width, height: box.height }} />}
          <NothingWaits scan={scan} />
        </div>
        <TaskPanel
          sheet={narrow ? (sheetUp ? 'open' : 'closed') : 'none'}
          onClose={close}
          {...acts}
        />
      </main>
      <p className="sr-only" role="status">
        {acts.meanwhile}
      </p>
      <Footer narrow={narrow} mayDecide={mayDecide} onOpen={open} onDecide={decide} />
      {/* Not fetched when it is needed: the next key is pressed at once, and is for it. */}
      {asking && <ManyDialog action={asking} mayDecide={mayDecide} refusing={acts.refusing} onClose={endAsking} />}
      <Suspense>{overlay === 'palette' && <Palette typed={typed} onClose={() => show(null)} onOpen={open} />}</Suspense>
    </>
  );
}

/** When the last card has been decided its keys go on, undo above all: the place takes the focus. */
function useFocusWhenDone(place: RefObject<HTMLElement | null>): void {
  const current = useCurrent();
  const block = useBlock();
  const nothing = current === null && block === null;
  const before = useRef(nothing);
  useLayoutEffect(() => {
    const active = document.activeElement;
    const lost = active === document.body || active?.closest('[role="gridcell"]');
    if (!before.current && nothing && lost) place.current?.focus({ preventScroll: true });
    before.current = nothing;
  }, [place, nothing]);
}
