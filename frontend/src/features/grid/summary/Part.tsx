import { Download } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { IconButton } from '@/components/ui/Button';
import { showToast } from '@/components/ui/toast';
import { cx } from '@/lib/cx';
import { messageOf } from '@/lib/problem';
import { saveFile } from '@/lib/saveFile';
import { words } from './words';
import styles from './SummaryPage.module.css';

type PartProps = {
  title: string;
  /** What the server calls its table, and of which scan; none where there is nothing to save. */
  table?: { scanId: string; name: 'timeline' | 'reasons' | 'moderators' | 'workers' | 'alike' } | null;
  /** What its figures are, in a line. */
  note?: ReactNode;
  children: ReactNode;
};

/** One part of the summary under its heading, with its table to save. */
export function Part({ title, table = null, note = null, children }: PartProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.sectionHead}>
        <h2 id={id}>{title}</h2>
        {table && <Save title={title} path={`/scans/${table.scanId}/summary/${table.name}.csv`} />}
      </div>
      {note !== null && <p className={styles.note}>{note}</p>}
      {children}
    </section>
  );
}

function Save({ title, path }: { title: string; path: string }) {
  const { busy, save } = useSaving(path);
  return (
    <IconButton label={words.saveTable(title)} size="dense" className={cx(styles.save, 'on-screen')} busy={busy} onClick={save}>
      <Download size={16} aria-hidden="true" />
    </IconButton>
  );
}

/** Saves what the API answers there; says so where it cannot. */
export function useSaving(path: string): { busy: boolean; save: () => void } {
  const [busy, setBusy] = useState(false);
  const save = () => {
    setBusy(true);
    saveFile(path)
      .catch((error: unknown) => showToast({ mark: 'warning', text: messageOf(error) }))
      .finally(() => setBusy(false));
  };
  return { busy, save };
}
