import { useState, type SyntheticEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { PageShell } from '@/components/layout/PageShell';
import { Button } from '@/components/ui/Button';
import { TextField } from '@/components/ui/Field';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { MyScans } from './MyScans';
import { scanIdFrom } from './scanLink';
import { intakeWords } from './words';
import styles from './WorkerHome.module.css';

const words = intakeWords.home;

/** Where a worker starts: into a scan by its link, or back into one. */
export default function WorkerHome() {
  return (
    <PageShell title={words.title} width="46rem">
      <div className={styles.page}>
        <EnterScan />
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

function EnterScan() {
  const navigate = useNavigate();
  const [pasted, setPasted] = useState('');
  const [isWrong, setIsWrong] = useState(false);

  const open = (event: SyntheticEvent) => {
    event.preventDefault();
    const id = scanIdFrom(pasted);
    setIsWrong(id === null);
    if (id !== null) void navigate(`/worker/scan/${id}`);
  };

  return (
    <GlassPanel as="section" className={styles.enter} aria-label={words.enter}>
      <form className={styles.form} onSubmit={open} noValidate>
        <TextField
          label={words.link}
          hint={words.linkHint}
          error={isWrong ? words.linkFault : null}
          value={pasted}
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => {
            setPasted(event.target.value);
            setIsWrong(false);
          }}
        />
        <Button type="submit" tone="accent" look="solid" className={styles.open} disabled={pasted.trim() === ''}>
          {words.open}
        </Button>
      </form>
    </GlassPanel>
  );
}
