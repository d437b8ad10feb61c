import { useEffect } from 'react';
import { LeftOut } from '@/components/layout/LeftOut';
import type { ScanView } from '@/live/protocol.gen';
import { useDesk } from '../deskContext';
import { useMedia } from '../useMedia';
import { Filters } from './Filters';
import { ListBar } from './ListBar';
import { ListPanel } from './ListPanel';
import { Tasks } from './Tasks';
import { useListQuery } from './useListQuery';
import { useTaskPages } from './useTaskPages';
import styles from './TaskRoom.module.css';

const NARROW = '(width < 56.25rem)';

/** The list with its filters, and beside it the task that was opened. */
export function TaskRoom({ scan }: { scan: ScanView }) {
  const narrow = useMedia(NARROW);
  const { gaze, live } = useDesk();
  const { query, leftOut, change, opened, open } = useListQuery();
  const pages = useTaskPages(live, query);
  // What was read here is shown as it is by now: nothing that was heard may be forgotten.
  useEffect(() => live.keep(() => true), [live]);
  return (
    <div className={styles.room}>
      <ListBar scan={scan} query={query} narrow={narrow} />
      <main
        className={styles.main}
        data-panel={opened === null ? undefined : ''}
        onKeyDownCapture={gaze.stir}
        onPointerDownCapture={gaze.stir}
        onPointerMoveCapture={gaze.stir}
      >
        <section className={styles.listed}>
          <div>
            <Filters query={query} pages={pages} narrow={narrow} onChange={change} />
            <LeftOut parts={leftOut} />
          </div>
          <Tasks query={query} pages={pages} narrow={narrow} opened={opened} onChange={change} onOpen={open} />
        </section>
        {opened !== null && (
          <ListPanel
            key={opened}
            id={`${scan.id}.${opened}`}
            scan={scan}
            listed={pages.tasks}
            narrow={narrow}
            onClose={() => open(null)}
          />
        )}
      </main>
    </div>
  );
}
