import { ChevronLeft, Download } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { AccountMenu } from '@/components/layout/AccountMenu';
import { ScanStatusBadge } from '@/components/ui/ScanStatusBadge';
import { Button, IconButton } from '@/components/ui/Button';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { showToast } from '@/components/ui/toast';
import { withoutTurns } from '@/lib/bidi';
import { messageOf } from '@/lib/problem';
import { saveFile } from '@/lib/saveFile';
import type { ScanView } from '@/live/protocol.gen';
import { Connection } from '../Connection';
import { askedOf, type ListQuery } from './query';
import { words } from './words';
import styles from './ListBar.module.css';

type ListBarProps = { scan: ScanView; query: ListQuery; narrow: boolean };

/** Whose tasks these are, the way back, and all of them as a file. */
export function ListBar({ scan, query, narrow }: ListBarProps) {
  return (
    <GlassPanel as="header" className={styles.bar}>
      <Link to={scan.links.console ?? '/admin'} className={styles.back} aria-label={words.back(withoutTurns(scan.name))}>
        <ChevronLeft className={styles.arrow} size={20} aria-hidden="true" />
        <span className={styles.name} dir="auto">
          {withoutTurns(scan.name)}
        </span>
      </Link>
      <ScanStatusBadge status={scan.status} />
      <h1 className={styles.title}>{words.name}</h1>
      <div className={styles.tools}>
        <Connection />
        <Save scanId={scan.id} query={query} narrow={narrow} />
        <AccountMenu />
      </div>
    </GlassPanel>
  );
}

function Save({ scanId, query, narrow }: { scanId: string; query: ListQuery; narrow: boolean }) {
  const [busy, setBusy] = useState(false);
  const save = () => {
    setBusy(true);
    saveFile(`/scans/${scanId}/tasks.csv?${askedOf(query).toString()}`)
      .catch((error: unknown) => showToast({ mark: 'warning', text: messageOf(error) }))
      .finally(() => setBusy(false));
  };
  if (narrow) {
    return (
      <IconButton label={words.save} busy={busy} onClick={save}>
        <Download size={18} aria-hidden="true" />
      </IconButton>
    );
  }
  return (
    <Button icon={<Download size={16} aria-hidden="true" />} title={words.saveHint} busy={busy} onClick={save}>
      {words.save}
    </Button>
  );
}
