import { useRef, type FocusEvent } from 'react';

type Field = HTMLInputElement | HTMLTextAreaElement;

/**
 * Know what is typed into the fields of a part of the page, whoever keeps it: spread `watch` onto the part, and hear
 * of each focus that comes into it. `hasTyped` says whether a field reads otherwise than when it was come to, `goOn`
 * brings the focus back to the last.
 */
export function useTyped(onEntered: () => void) {
  const before = useRef(new Map<Field, string>());
  const last = useRef<Field | null>(null);
  return {
    watch: {
      onFocusCapture: ({ target }: FocusEvent) => {
        onEntered();
        if (!isField(target)) return;
        last.current = target;
        if (!before.current.has(target)) before.current.set(target, target.value);
      },
    },
    hasTyped: (): boolean => [...before.current].some(([field, text]) => field.isConnected && field.value !== text),
    goOn: (): void => last.current?.focus(),
  };
}

const isField = (element: Element): element is Field =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === 'text');
