import { X } from 'lucide-react';
import { useId, useLayoutEffect, useRef, useState, type CSSProperties, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { cx } from '@/lib/cx';
import { words } from '@/lib/words';
import { IconButton } from './Button';
import { CloseContext } from './dialogContext';
import { DiscardQuestion } from './DiscardQuestion';
import styles from './Dialog.module.css';
import { useGoesOn } from './useGoesOn';
import { useTyped } from './useTyped';

// What is typed into: a dialog that has such a field was asked for to fill it in.
const FIELDS = ':is(textarea, input:not([type=checkbox], [type=radio], [type=file], [type=hidden])):not([readonly]):enabled';

type DialogProps = {
  open: boolean;
  title: string;
  /** Asked for by Escape, by the close button and by a press beside the dialog; what was typed is asked about before. */
  onClose: () => void;
  children: ReactNode;
  /** The buttons, at the bottom and always in sight. */
  footer?: ReactNode;
  /** The most it takes, for instance "40rem". */
  width?: string;
  /** What is typed in it looks for something, and is not worth a question. */
  searches?: boolean;
  /** There is nothing in it but what is read: the keyboard scrolls it. */
  reads?: boolean;
  /** Along the edge, as high as the screen: what is beside it stays in sight. */
  drawer?: boolean;
};

/** A modal dialog: the browser keeps the focus inside and gives it back afterwards. */
export function Dialog({ open, ...rest }: DialogProps) {
  // Drawn only while open, so that what is inside begins afresh each time.
  return open ? <OpenDialog {...rest} /> : null;
}

function OpenDialog({ title, onClose, children, footer, width, searches = false, reads = false, drawer = false }: Omit<DialogProps, 'open'>) {
  const ref = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const goesOn = useGoesOn(body, end);
  const heading = useId();
  const [asks, setAsks] = useState(false);
  // Who goes back into the form has answered.
  const { watch, hasTyped, goOn } = useTyped(() => setAsks(false));
  const guard = useDoubleClickGuard();

  // Closed while it is still in the page: the browser gives the focus back to where it was.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    // Left alone, the browser takes the first thing that can be pressed, which is the way out.
    body.current?.querySelector<HTMLElement>(FIELDS)?.focus();
    return () => dialog?.close();
  }, []);

  const close = () => {
    if (!searches && hasTyped()) setAsks(true);
    else onClose();
  };
  const keep = () => {
    setAsks(false);
    goOn();
  };
  // The dialog's own box covers everything but the backdrop: a press on the element itself is beside it.
  const closeFromBeside = (event: MouseEvent) => {
    if (event.target !== ref.current) return;
    // It takes the focus from nobody: a question that comes up has it.
    event.preventDefault();
    if (event.detail <= 1) close();
  };
  // Taken before the browser makes a `cancel` of it: that one cannot be refused twice in a row.
  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && target instanceof HTMLTextAreaElement) target.form?.requestSubmit();
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (asks) keep();
    else close();
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a dialog is closed by Escape, and by a press beside it
    <dialog
      ref={ref}
      className={cx('glass-live', styles.dialog, drawer && styles.drawer)}
      style={{ '--width': width } as CSSProperties}
      aria-labelledby={heading}
      {...guard}
      onMouseDown={closeFromBeside}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <CloseContext value={close}>
        <div className={styles.head}>
          <h2 className={styles.title} id={heading}>
            {title}
          </h2>
          <IconButton label={words.close} onClick={close}>
            <X size={18} aria-hidden="true" />
          </IconButton>
        </div>
        <div ref={body} className={cx(styles.body, goesOn && styles.goesOn)} {...watch} {...(reads && { tabIndex: 0, role: 'group', 'aria-labelledby': heading })}>
          {children}
          <div ref={end} className={styles.end} />
        </div>
        {asks ? <DiscardQuestion onKeep={keep} onDiscard={onClose} /> : footer && <div className={cx(styles.foot, goesOn && styles.over)}>{footer}</div>}
      </CloseContext>
    </dialog>
  );
}

/** The second press of the double click that brought a dialog up is no answer to it. */
function useDoubleClickGuard() {
  const begun = useRef(false);
  return {
    onMouseDownCapture: ({ detail }: MouseEvent) => {
      begun.current ||= detail <= 1;
    },
    onClickCapture: (event: MouseEvent) => {
      if (event.detail <= 1 || begun.current) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
