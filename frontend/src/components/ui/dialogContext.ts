import { createContext, useContext } from 'react';

/** Outside a dialog there is nothing to close. */
export const CloseContext = createContext<() => void>(() => undefined);

/** Return what asks for the dialog around to be closed, as Escape does: what was typed is not thrown away unasked. */
export const useCloseDialog = (): (() => void) => useContext(CloseContext);
