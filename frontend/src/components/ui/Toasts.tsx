import { X } from 'lucide-react';
import { useRef, useSyncExternalStore } from 'react';
import { cx } from '@/lib/cx';
import { words } from '@/lib/words';
import { Button, IconButton } from './Button';
import { StatusMark } from './StatusMark';
import { currentToasts, dismissToast, subscribeToasts, type Toast } from './toast';
import { usePlace } from './usePlace';
import styles from './Toasts.module.css';

/** Where toasts appear: once in the application, and always there, so that a new one is announced. */
export function Toasts() {
  const toasts = useSyncExternalStore(subscribeToasts, currentToasts);
  const region = useRef<HTMLDivElement>(null);
  usePlace(region, toasts);
  return (
    <div ref={region} className={styles.region} role="status">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastCard({ toast: { id, text, mark, action } }: { toast: Toast }) {
  return (
    <div className={cx('glass-live', styles.toast)}>
      {mark && <StatusMark mark={mark} />}
      <span className={styles.text} dir="auto">
        {text}
      </span>
      {action && (
        <Button
          size="dense"
          onClick={() => {
            dismissToast(id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton label={words.dismiss} size="dense" onClick={() => dismissToast(id)}>
        <X size={16} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
