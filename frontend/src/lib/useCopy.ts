import { useEffect, useRef, useState } from 'react';

const SAID_FOR_MS = 2000;

type Field = HTMLInputElement | HTMLTextAreaElement;
export type Copying = 'idle' | 'copied' | 'failed';

/**
 * Copy a text. On plain HTTP a browser has no clipboard to offer: then the text is selected in its
 * field and copied from there; where that fails too it stays selected, for the keyboard.
 */
export function useCopy<T extends Field = HTMLInputElement>() {
  const field = useRef<T>(null);
  const [state, setState] = useState<Copying>('idle');

  useEffect(() => {
    if (state !== 'copied') return undefined;
    const timer = setTimeout(() => setState('idle'), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async (text: string) => {
    setState((await toClipboard(text)) || fromField(field.current) ? 'copied' : 'failed');
  };
  return { field, state, copy };
}

async function toClipboard(text: string): Promise<boolean> {
  // Missing on plain-HTTP origins, whatever the types say.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (!clipboard) return false;
  try {
    await clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function fromField(field: Field | null): boolean {
  field?.focus();
  field?.select();
  // Deprecated, and still the only way without a secure context.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
  return document.execCommand('copy');
}
