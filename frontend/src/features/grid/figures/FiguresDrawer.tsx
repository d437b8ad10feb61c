import { useMemo } from 'react';
import { Dialog } from '@/components/ui/Dialog';
import { Skeleton } from '@/components/ui/Skeleton';
import { useScanState } from '@/live/hooks';
import type { ScanFigures, ScanView } from '@/live/protocol.gen';
import { useDesk } from '../deskContext';
import { Chart } from './Chart';
import { Facts } from './Facts';
import { queueLine, queueRows, rateLines, rateRows } from './figures';
import styles from './Figures.module.css';
import { linesOf } from './lines';
import { Tables } from './Tables';
import { useFigures } from './useFigures';
import { words } from './words';

const RATES = linesOf([{ token: '--s-wait' }, { token: '--tx-1' }]);
const QUEUE = linesOf([{ token: '--s-wait', filled: true }]);

type FiguresDrawerProps = { scan: ScanView; onClose: () => void };

/** How a scan goes, beside the grid; it changes while it is looked at. */
export default function FiguresDrawer({ scan, onClose }: FiguresDrawerProps) {
  const { live } = useDesk();
  const { figures, failed } = useFigures(live);
  return (
    <Dialog open title={words.title} width="32rem" onClose={onClose} reads drawer>
      <p className={styles.window}>{words.window}</p>
      {failed && <p role="alert">{words.failed}</p>}
      {figures && <Shown figures={figures} targetSeconds={scan.target_seconds} />}
      {!figures && !failed && (
        <div role="status" aria-label={words.loading} className={styles.shape}>
          <Skeleton height="6rem" />
          <Skeleton height="10rem" />
          <Skeleton height="10rem" />
        </div>
      )}
      <Here />
    </Dialog>
  );
}

function Shown({ figures, targetSeconds }: { figures: ScanFigures; targetSeconds: number }) {
  const rates = useMemo(() => rateLines(figures), [figures]);
  const queue = useMemo(() => queueLine(figures), [figures]);
  return (
    <>
      <Facts figures={figures} targetSeconds={targetSeconds} />
      <Chart
        title={words.rates.title}
        says={words.rates.says}
        data={rates}
        options={RATES}
        rows={rateRows(figures)}
        columns={[words.rates.from, words.rates.arrived, words.rates.decided]}
      />
      <Chart
        title={words.queue.title}
        says={words.queue.says}
        data={queue}
        options={QUEUE}
        rows={queueRows(figures)}
        columns={[words.queue.at, words.queue.waiting]}
      />
      <Tables figures={figures} />
    </>
  );
}

/** Who is in the scan now. */
function Here() {
  const { live } = useDesk();
  const presence = useScanState(live, (state) => state.presence);
  if (!presence?.moderators) return null;
  return (
    <section className={styles.section}>
      <h3>{words.here}</h3>
      <ul className={styles.here}>
        {presence.moderators.map(({ id, name }) => (
          <li key={id}>
            <bdi>{name}</bdi>
          </li>
        ))}
        <li>{words.workersHere(presence.workers ?? 0)}</li>
      </ul>
    </section>
  );
}
