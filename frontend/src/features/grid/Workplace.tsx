import { useCallback, useState } from 'react';
import { useInStep } from '@/live/hooks';
import type { ScanView } from '@/live/protocol.gen';
import { useCurrent, useDesk } from './deskContext';
import { Dock } from './Dock';
import { Grid } from './Grid';
import { Lane } from './Lane';
import { NothingWaits } from './NothingWaits';
import { TaskPanel } from './TaskPanel';
import { useDeskKeys } from './useDeskKeys';
import styles from './Console.module.css';

type WorkplaceProps = { scan: ScanView; narrow: boolean };

/** Grid, panel and lane: where the keys act. */
export function Workplace({ scan, narrow }: WorkplaceProps) {
  const { desk, live } = useDesk();
  const [sheetUp, setSheetUp] = useState(false);
  const [reason, setReason] = useReason();
  const mayDecide = useInStep(live) && scan.can.includes('moderate');
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
