import { useCallback, useEffect, useState } from 'react';
import { useTitle } from '@/lib/useTitle';
import { useConnection, useScanState } from '@/live/hooks';
import { useLive } from '@/live/LiveContext';
import type { ScanLive } from '@/live/scanLive';
import type { ScanView } from '@/live/protocol.gen';
import { Announcer } from './Announcer';
import { DeskContext, useBoard, useCurrent, useDesk } from './deskContext';
import { makeDeskSetting } from './deskSetting';
import { Dock } from './Dock';
import { Grid } from './Grid';
import { Lane } from './Lane';
import { NothingWaits } from './NothingWaits';
import { TaskPanel } from './TaskPanel';
import { TopBar } from './TopBar';
import { useDeskKeys } from './useDeskKeys';
import { useMedia } from './useMedia';
import { words } from './words';
import styles from './Console.module.css';

const NARROW = '(width < 900px)';

type ConsoleProps = { live: ScanLive };

/** A moderator's desk over one scan, once it has been joined. */
export function Console({ live }: ConsoleProps) {
  const { connection } = useLive();
  const [setting] = useState(() => makeDeskSetting(live, connection));
  const scan = useScanState(live, (state) => state.scan);
  useEffect(() => setting.desk.start(), [setting]);
  return (
    <DeskContext value={setting}>
      {scan && <Room scan={scan} />}
      <Announcer />
    </DeskContext>
  );
}

function Room({ scan }: { scan: ScanView }) {
  const narrow = useMedia(NARROW);
  const waiting = useBoard((board) => board.waiting.length);
  useTitle(words.tabTitle(waiting, scan.name));
  return (
    <div className={styles.room}>
      <TopBar scan={scan} narrow={narrow} />
      <Workplace scan={scan} narrow={narrow} />
    </div>
  );
}

/** Grid, panel and lane: where the keys act. */
function Workplace({ scan, narrow }: { scan: ScanView; narrow: boolean }) {
  const { desk } = useDesk();
  const [sheetUp, setSheetUp] = useState(false);
  const [reason, setReason] = useReason();
  const mayDecide = useConnection().status === 'live' && scan.can.includes('moderate');
  const open = useCallback(() => setSheetUp(true), []);
  const close = useCallback(() => setSheetUp(false), []);
  const onKeyDown = useDeskKeys(desk, { reason, onOpen: open });

  return (
    <>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys bubble up here from the cells and the buttons, which all work without them */}
      <main className={styles.workplace} onKeyDown={onKeyDown}>
        <div className={styles.grid}>
          <Grid targetSeconds={scan.target_seconds} mayDecide={mayDecide} onOpen={open} />
          <NothingWaits scan={scan} />
        </div>
        <TaskPanel
          sheet={narrow ? (sheetUp ? 'open' : 'closed') : 'none'}
          mayDecide={mayDecide}
          reason={reason}
          onReason={setReason}
          onClose={close}
        />
      </main>
      {narrow ? <Dock onOpen={open} /> : <Lane />}
    </>
  );
}

/** A reason belongs to the task it was typed for, and to no other. */
function useReason(): [string, (text: string) => void] {
  const current = useCurrent();
  const [typed, setTyped] = useState<{ id: string | null; text: string }>({ id: null, text: '' });
  const reason = typed.id === current ? typed.text : '';
  return [reason, (text) => setTyped({ id: current, text })];
}
