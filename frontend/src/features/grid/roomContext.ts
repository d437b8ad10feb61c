import { createContext, useContext } from 'react';

/** What can be brought up in the console, from wherever one is in it. */
export type Overlay = 'keys' | 'filter' | 'palette' | 'figures';

export type Room = { readonly overlay: Overlay | null; readonly show: (overlay: Overlay | null) => void };

/** Outside the console there is nothing to bring up. */
export const RoomContext = createContext<Room>({ overlay: null, show: () => undefined });

export const useRoom = (): Room => useContext(RoomContext);
