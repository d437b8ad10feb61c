import { ChevronDown, Info } from 'lucide-react';
import { Badge } from '@/components/ui/Badge';
import RichText from '@/components/ui/RichText';
import { ScanStatusBadge } from '@/components/ui/ScanStatusBadge';
import { cx } from '@/lib/cx';
import { formatAge } from '@/lib/format';
import type { ScanView } from '@/live/protocol.gen';
import styles from './Brief.module.css';
import { useFolded } from './useFolded';
import { intakeWords } from './words';

type BriefProps = {
  scan: ScanView;
  /** Whether the worker has sent something: then he knows what it is about. */
  hasSent: boolean;
};

/** What the scan is for, as its moderators have written it by now. */
export function Brief({ scan, hasSent }: BriefProps) {
  const { isOpen, isNews, toggle } = useFolded(scan.id, scan.instructions, hasSent);
  const words = intakeWords.brief;
  return (
    <aside className={styles.frame} aria-label={words.title}>
      <details
        className={cx('glass', styles.brief)}
        open={isOpen}
        // It opens by itself for what is searched for in the page.
        onToggle={({ currentTarget: { open } }) => open !== isOpen && toggle(open)}
      >
        <summary
          className={styles.summary}
          onClick={(event) => {
            // The browser tells of its own toggling a moment later, when the page may be gone.
            event.preventDefault();
            toggle(!isOpen);
          }}
        >
          <Info size={16} aria-hidden="true" />
          {words.title}
          <ScanStatusBadge status={scan.status} />
          <span role="status">{isNews && <Badge tone="accent">{words.changed}</Badge>}</span>
          <ChevronDown className={styles.chevron} size={16} aria-hidden="true" />
        </summary>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
        <div className={cx(styles.body, scan.status === 'paused' && styles.short)} role="group" aria-label={words.text} tabIndex={0}>
          {scan.instructions_html ? (
            <RichText className={styles.instructions} html={scan.instructions_html} />
          ) : (
            <p className={styles.instructions}>{words.none}</p>
          )}
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
