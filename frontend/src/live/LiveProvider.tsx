import { useEffect, useState, type ReactNode } from 'react';
import type { Credentials } from '@/lib/credentials';
import { lookForNewBuild } from '@/lib/newBuild';
import { onComingBack } from './comingBack';
import { LiveContext, type Live } from './LiveContext';
import { LiveScans } from './scanLive';
import { SocketConnection } from './socketConnection';

type LiveProviderProps = { credentials: Credentials; children: ReactNode };

function createLive(credentials: Credentials): Live {
  const connection = new SocketConnection(credentials);
  return { connection, scans: new LiveScans(connection) };
}

/** Holds the tab's one socket while pages that need it are open. Give it the user's id as `key`. */
export default function LiveProvider({ credentials, children }: LiveProviderProps) {
  const [live] = useState(() => createLive(credentials));
  useEffect(() => {
    live.connection.connect();
    const stop = live.connection.onEvent((event) => {
      if (event.name === 'notice' && event.code === 'removed') credentials.removed();
    });
    const stopLooking = onComingBack(live.connection, () => void lookForNewBuild());
    return () => {
      stop();
      stopLooking();
      live.connection.disconnect();
    };
  }, [live, credentials]);
  return <LiveContext value={live}>{children}</LiveContext>;
}
