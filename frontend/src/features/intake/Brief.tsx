import { ChevronDown, Info } from 'lucide-react';
import { useState } from 'react';
import { ScanStatusBadge } from '@/components/ui/ScanStatusBadge';
import { cx } from '@/lib/cx';
import { formatAge } from '@/lib/format';
import type { ScanView } from '@/live/protocol.gen';
import styles from './Brief.module.css';
import { intakeWords } from './words';

const WIDE = '(min-width: 1000px)';

/** What the scan is for. Open where there is room beside the list, folded where there is not. */
export function Brief({ scan }: { scan: ScanView }) {
  const [open, setOpen] = useState(() => window.matchMedia(WIDE).matches);
  const words = intakeWords.brief;
  return (
    <aside className={styles.frame} aria-label={words.title}>
      <details className={cx('glass', styles.brief)} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className={styles.summary}>
          <Info size={16} aria-hidden="true" />
          {words.title}
          <ScanStatusBadge status={scan.status} />
          <ChevronDown className={styles.chevron} size={16} aria-hidden="true" />
        </summary>
        <div className={styles.body}>
          <p className={cx('typed', styles.instructions)} dir="auto">
            {scan.instructions || words.none}
          </p>
          <dl className={styles.facts}>
            <dt>{words.by}</dt>
            <dd>
              <bdi>{scan.owner.name}</bdi>
            </dd>
            <dt>{words.target}</dt>
            <dd className="num">{formatAge(scan.target_seconds * 1000)}</dd>
          </dl>
        </div>
      </details>
    </aside>
  );
}
