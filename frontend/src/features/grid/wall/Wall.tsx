import { useEffect, useState, type KeyboardEvent } from 'react';
import { useUser } from '@/auth/AuthContext';
import { ScanCode } from '@/components/scan/ScanCode';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { ScanStatusBadge } from '@/components/ui/ScanStatusBadge';
import { withoutTurns } from '@/lib/bidi';
import { CharacterKeysContext } from '@/lib/characterKeys';
import { cx } from '@/lib/cx';
import { useTitle } from '@/lib/useTitle';
import { useScanState } from '@/live/hooks';
import type { ScanView } from '@/live/protocol.gen';
import type { ScanLive } from '@/live/scanLive';
import { Announcer } from '../Announcer';
import { ZoomBar } from '../blocks/ZoomBar';
import { Connection } from '../Connection';
import { DeskContext, useBoard, useDesk } from '../deskContext';
import { makeDeskSetting } from '../deskSetting';
import frame from '../Frame.module.css';
import { Grid } from '../Grid';
import { HeatLegend } from '../HeatLegend';
import { commandOf } from '../keys';
import { QrCode } from '../QrCode';
import { ReachNote } from '../ReachNote';
import { useWayIn } from '../shareLink';
import { words as share } from '../shareWords';
import { words as desk } from '../words';
import { useAtRest } from './useAtRest';
import { useWallDisplay } from './useWallDisplay';
import styles from './Wall.module.css';
import { WallCounters } from './WallCounters';
import { WallTools } from './WallTools';
import { useShowsNames } from './wallSetting';
import { words } from './words';

const AT_REST_AFTER_MS = 4000;

/** The wall of one scan, once it has been joined. */
export function Wall({ live }: { live: ScanLive }) {
  const showsNames = useShowsNames(live.scanId);
  useWallDisplay();
  // Another desk from the ground up: nothing of what was shown before stays anywhere.
  return <Desk key={String(showsNames)} live={live} showsNames={showsNames} />;
}

function Desk({ live, showsNames }: { live: ScanLive; showsNames: boolean }) {
  const { id: me } = useUser();
  const [setting] = useState(() => makeDeskSetting(live, me, showsNames ? 'looks' : 'looks, nameless'));
  const scan = useScanState(live, (state) => state.scan);
  useEffect(() => setting.desk.start(), [setting]);
  return (
    // No key of one sign does anything here, and none is hinted at.
    <CharacterKeysContext value={false}>
      <DeskContext value={setting}>
        <Announcer />
        {scan && <Screen scan={scan} showsNames={showsNames} />}
      </DeskContext>
    </CharacterKeysContext>
  );
}

function Screen({ scan, showsNames }: { scan: ScanView; showsNames: boolean }) {
  const isAtRest = useAtRest(AT_REST_AFTER_MS);
  const waiting = useBoard((board) => board.waiting.length);
  useTitle(words.title(desk.tabTitle(waiting, scan)));
  return (
    <div className={styles.wall} data-at-rest={isAtRest ? '' : undefined}>
      <GlassPanel as="header" className={styles.bar}>
        <div className={styles.scan}>
          <h1 className={styles.name} dir="auto">
            {withoutTurns(scan.name)}
          </h1>
          {scan.status !== 'open' && <ScanStatusBadge status={scan.status} />}
          <Connection />
        </div>
        <WallTools scan={scan} showsNames={showsNames} />
        <WallCounters />
      </GlassPanel>
      <main className={styles.main}>
        <Waiting scan={scan} isAtRest={isAtRest} />
        {scan.status === 'open' && scan.code && <Entry scan={scan} code={scan.code} />}
      </main>
    </div>
  );
}

const nothing = () => undefined;

/** What waits. Keys and pointer look closer, and do nothing else. */
function Waiting({ scan, isAtRest }: { scan: ScanView; isAtRest: boolean }) {
  const { desk: place } = useDesk();
  const waiting = useBoard((board) => board.waiting.length);
  const onKeyDown = ({ nativeEvent }: KeyboardEvent) => {
    const command = commandOf(nativeEvent);
    if (command?.do === 'move') place.move(command.to);
    else if (command?.do === 'clear') place.clear();
    else return;
    nativeEvent.preventDefault();
    place.grid.stirred();
  };
  // Who has looked into a block has gone.
  useEffect(() => {
    if (isAtRest && place.zoom.isIn) place.leaveBlock();
  }, [isAtRest, place]);
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys bubble up here from the cells of the grid
    <div className={cx(frame.frame, styles.grid)} onKeyDown={onKeyDown}>
      <ZoomBar narrow={false} />
      <Grid targetSeconds={scan.target_seconds} mayDecide={false} onOpen={nothing} onRefuse={null} />
      <HeatLegend targetSeconds={scan.target_seconds} />
      {waiting === 0 && (
        <div className={styles.middle}>
          <p className={styles.nothing}>{words.nothing[scan.status]}</p>
          {scan.pause_message && (
            <p className={styles.message} dir="auto">
              {scan.pause_message}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

/** The way in, for who reads it off the wall. */
function Entry({ scan, code }: { scan: ScanView; code: string }) {
  const way = useWayIn(scan);
  return (
    <GlassPanel as="aside" className={styles.entry} aria-label={words.join}>
      <QrCode text={way.link} label={share.code} />
      <ScanCode code={code} origin={way.origin} />
      <ReachNote reach={way.reach} />
    </GlassPanel>
  );
}
