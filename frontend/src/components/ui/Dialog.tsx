import { X } from 'lucide-react';
import { useId, useLayoutEffect, useRef, type CSSProperties, type MouseEvent, type ReactNode } from 'react';
import { cx } from '@/lib/cx';
import { words } from '@/lib/words';
import { IconButton } from './Button';
import styles from './Dialog.module.css';

type DialogProps = {
  open: boolean;
  title: string;
  /** Asked for by Escape, by the close button and by a press beside the dialog. */
  onClose: () => void;
  children: ReactNode;
  /** The buttons, at the bottom and always in sight. */
  footer?: ReactNode;
  /** The most it takes, for instance "40rem". */
  width?: string;
};

/** A modal dialog: the browser keeps the focus inside and gives it back afterwards. */
export function Dialog({ open, ...rest }: DialogProps) {
  // Drawn only while open, so that what is inside begins afresh each time.
  return open ? <OpenDialog {...rest} /> : null;
}

function OpenDialog({ title, onClose, children, footer, width }: Omit<DialogProps, 'open'>) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();

  // Closed while it is still in the page: the browser gives the focus back to where it was.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);

  // The dialog's own box covers everything but the backdrop: a press on the element itself is beside it.
  const closeFromBeside = (event: MouseEvent) => {
    if (event.target === ref.current) onClose();
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the key for this is Escape, and <dialog> turns it into onCancel
    <dialog
      ref={ref}
      className={cx('glass-live', styles.dialog)}
      style={{ '--width': width } as CSSProperties}
      aria-labelledby={heading}
      onMouseDown={closeFromBeside}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles.head}>
        <h2 className={styles.title} id={heading}>
          {title}
        </h2>
        <IconButton label={words.close} onClick={onClose}>
          <X size={18} aria-hidden="true" />
        </IconButton>
      </div>
      <div className={styles.body}>{children}</div>
      {footer && <div className={styles.foot}>{footer}</div>}
    </dialog>
  );
}
