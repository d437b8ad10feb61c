import { createContext, useContext } from 'react';

/** What can be brought up over the console, from wherever one is in it. */
export type Overlay = 'keys';

/** Brings one up. Outside the console nothing can be. */
export const RoomContext = createContext<(overlay: Overlay) => void>(() => undefined);

export const useShow = () => useContext(RoomContext);
