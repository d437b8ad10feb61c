import { createContext, useContext } from 'react';
import type { LiveConnection } from './connection';
import type { LiveScans } from './scanLive';

export type Live = { readonly connection: LiveConnection; readonly scans: LiveScans };

export const LiveContext = createContext<Live | null>(null);

/** Return the live connection and its scans. Throws outside the part of the page that is signed in. */
export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('useLive outside LiveContext');
  return live;
}
