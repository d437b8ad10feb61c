import type { KeyboardEvent } from 'react';

/** Whether this press sends what is being written: Enter alone is a new line. */
export const isSendKey = ({ key, ctrlKey, metaKey, nativeEvent }: KeyboardEvent): boolean =>
  key === 'Enter' && (ctrlKey || metaKey) && !nativeEvent.isComposing;
