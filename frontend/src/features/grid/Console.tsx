import { Suspense, useEffect, useMemo, useState } from 'react';
import { useUser } from '@/auth/AuthContext';
import { CharacterKeysContext, useCharacterKeys } from '@/lib/characterKeys';
import { fetchWhenIdle, lazyPart } from '@/lib/lazyPart';
import { useTitle } from '@/lib/useTitle';
import { useScanState } from '@/live/hooks';
import type { ScanView } from '@/live/protocol.gen';
import type { ScanLive } from '@/live/scanLive';
import { Announcer } from './Announcer';
import { Commands, CommandsContext } from './commands';
import { DeskContext, useBoard } from './deskContext';
import { makeDeskSetting } from './deskSetting';
import { RoomContext, type Overlay } from './roomContext';
import { TopBar } from './TopBar';
import { useKeptFilter } from './useKeptFilter';
import { useMedia } from './useMedia';
import { words } from './words';
import { Workplace } from './Workplace';
import styles from './Console.module.css';

const KeysDialog = lazyPart(() => import('./KeysDialog'));
const FiguresDrawer = lazyPart(() => import('./figures/FiguresDrawer'));

const NARROW = '(width < 56.25rem)';

type ConsoleProps = { live: ScanLive };

/** A moderator's desk over one scan, once it has been joined. */
export function Console({ live }: ConsoleProps) {
  const { id: me } = useUser();
  const [setting] = useState(() => makeDeskSetting(live, me));
  const scan = useScanState(live, (state) => state.scan);
  useEffect(() => setting.desk.start(), [setting]);
  useKeptFilter(setting.desk, `taskstream.filter.${me}.${live.scanId}`);
  useEffect(() => live.keep(setting.desk.needs), [live, setting]);
  return (
    <CharacterKeysContext value={useCharacterKeys(me)}>
      <DeskContext value={setting}>
        <Announcer />
        {scan && <Room scan={scan} />}
      </DeskContext>
    </CharacterKeysContext>
  );
}

function Room({ scan }: { scan: ScanView }) {
  const narrow = useMedia(NARROW);
  const waiting = useBoard((board) => board.waiting.length);
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const room = useMemo(() => ({ overlay, show: setOverlay }), [overlay]);
  const [commands] = useState(() => new Commands());
  useEffect(() => fetchWhenIdle([KeysDialog]), []);
  useTitle(words.tabTitle(waiting, scan));
  return (
    <RoomContext value={room}>
      <CommandsContext value={commands}>
        <div className={styles.room}>
          <TopBar scan={scan} narrow={narrow} />
          <Workplace scan={scan} narrow={narrow} />
        </div>
        <Suspense>
          {overlay === 'keys' && <KeysDialog onClose={() => setOverlay(null)} />}
          {overlay === 'figures' && <FiguresDrawer scan={scan} onClose={() => setOverlay(null)} />}
        </Suspense>
      </CommandsContext>
    </RoomContext>
  );
}
