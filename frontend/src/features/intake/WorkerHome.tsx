import { PageShell } from '@/components/layout/PageShell';
import { EnterScanForm } from '@/components/scan/EnterScanForm';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { MyScans } from './MyScans';
import { homeWords as words } from './homeWords';
import styles from './WorkerHome.module.css';

/** Where a worker starts: into a scan by its code, or back into one. */
export default function WorkerHome() {
  return (
    <PageShell title={words.title} width="46rem">
      <div className={styles.page}>
        <GlassPanel as="section" className={styles.enter} aria-label={words.enter}>
          <EnterScanForm />
        </GlassPanel>
        <section className={styles.scans} aria-labelledby="my-scans">
          <h1 id="my-scans" className={styles.title}>
            {words.title}
          </h1>
          <MyScans />
        </section>
      </div>
    </PageShell>
  );
}
