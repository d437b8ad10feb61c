import { Plus } from 'lucide-react';
import { Button } from '@/components/ui/Button';
import { GlassPanel } from '@/components/ui/GlassPanel';
import styles from './FirstScan.module.css';
import { words } from './words';

/** What stands here before there is a scan: what one is, and the one thing to do. */
export function FirstScan({ onCreate }: { onCreate: () => void }) {
  return (
    <GlassPanel as="section" className={styles.first}>
      <h2 className={styles.title}>{words.emptyTitle}</h2>
      <p className={styles.text}>{words.emptyText}</p>
      <ol className={styles.steps}>
        {words.steps.map(({ title, text }, index) => (
          <li key={title} className={styles.step}>
            <span className={styles.number} aria-hidden="true">
              {index + 1}
            </span>
            <h3 className={styles.stepTitle}>{title}</h3>
            <p className={styles.stepText}>{text}</p>
          </li>
        ))}
      </ol>
      <Button tone="accent" look="solid" size="touch" icon={<Plus size={18} aria-hidden="true" />} onClick={onCreate}>
        {words.create}
      </Button>
    </GlassPanel>
  );
}
