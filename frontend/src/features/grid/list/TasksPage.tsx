import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { useUser } from '@/auth/AuthContext';
import { CharacterKeysContext, useCharacterKeys } from '@/lib/characterKeys';
import { useTitle } from '@/lib/useTitle';
import { useJoinPhase, useScanLive, useScanState } from '@/live/hooks';
import type { ScanLive } from '@/live/scanLive';
import { ConsoleSkeleton } from '../ConsoleSkeleton';
import { DeskContext } from '../deskContext';
import { makeDeskSetting } from '../deskSetting';
import { NotHere } from '../NotHere';
import { TaskRoom } from './TaskRoom';
import { words } from './words';

/** The page that lists all tasks of a scan, for those who moderate it. */
export default function TasksPage() {
  const { scanId = '' } = useParams();
  const live = useScanLive(scanId);
  const phase = useJoinPhase(live);
  const role = useScanState(live, (state) => state.role);
  const known = useScanState(live, (state) => state.position !== null);
  if (phase === 'refused' || role === 'worker') return <NotHere scanId={scanId} member={role === 'worker'} />;
  return known ? <Listed live={live} /> : <ConsoleSkeleton />;
}

function Listed({ live }: { live: ScanLive }) {
  const { id: me } = useUser();
  const [setting] = useState(() => makeDeskSetting(live, me));
  const scan = useScanState(live, (state) => state.scan);
  useTitle(words.title(scan?.name ?? ''));
  return (
    <CharacterKeysContext value={useCharacterKeys(me)}>
      <DeskContext value={setting}>{scan && <TaskRoom scan={scan} />}</DeskContext>
    </CharacterKeysContext>
  );
}
