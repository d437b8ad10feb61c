import { useState } from 'react';
import { useUser } from '@/auth/AuthContext';
import { CharacterKeysContext, useCharacterKeys } from '@/lib/characterKeys';
import { useTitle } from '@/lib/useTitle';
import { useScanState } from '@/live/hooks';
import type { ScanLive } from '@/live/scanLive';
import { DeskContext } from '../deskContext';
import { makeDeskSetting } from '../deskSetting';
import { ForModerators } from '../ForModerators';
import { TaskRoom } from './TaskRoom';
import { words } from './words';

/** The page that lists all tasks of a scan, for those who moderate it. */
export default function TasksPage() {
  return <ForModerators>{(live) => <Listed live={live} />}</ForModerators>;
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
