import type { LiveConnection } from './connection';

/** Call back whenever the connection is there again after it was lost: the server may have been restarted. Returns how to end that. */
export function onComingBack(connection: Pick<LiveConnection, 'status' | 'onStatus'>, callback: () => void): () => void {
  let wasLost = false;
  return connection.onStatus(() => {
    const { status } = connection;
    if (status === 'live' && wasLost) callback();
    // While it is being made anew it is neither.
    if (status === 'live' || status === 'reconnecting' || status === 'offline') wasLost = status !== 'live';
  });
}
