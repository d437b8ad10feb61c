import { ArrowDown } from 'lucide-react';
import { Suspense, useCallback, useRef } from 'react';
import { useUser } from '@/auth/AuthContext';
import { AppBar } from '@/components/layout/AppBar';
import { Button } from '@/components/ui/Button';
import { LiveStatus } from '@/components/ui/LiveStatus';
import { withoutTurns } from '@/lib/bidi';
import { cx } from '@/lib/cx';
import { lazyPart } from '@/lib/lazyPart';
import { useFocusAfter } from '@/lib/useFocusAfter';
import { useTitle } from '@/lib/useTitle';
import { draftsOf } from '@/live/draftPlaces';
import { useConnection, useInStep, useScanState, useStanding, useTasks } from '@/live/hooks';
import { OUTBOX_MOST } from '@/live/outbox';
import type { ScanView, TaskView } from '@/live/protocol.gen';
import type { ScanLive } from '@/live/scanLive';
import { Brief } from './Brief';
import { Composer } from './Composer';
import { Expected } from './Expected';
import { NewsBar } from './NewsBar';
import { OwnCounts } from './OwnCounts';
import styles from './Portal.module.css';
import { TaskList } from './TaskList';
import { useDraft } from './useDraft';
import { useNews } from './useNews';
import { useOutbox } from './useOutbox';
import { useRounds } from './useRounds';
import { useShowNews } from './useShowNews';
import { useStickToEnd } from './useStickToEnd';
import { intakeWords } from './words';

const ClosedNote = lazyPart(() => import('./ClosedNote'));

const all = () => true;
const oldestFirst = (a: TaskView, b: TaskView) => a.number - b.number;

/** One thumb: news at the top, own suggestions in the middle, the composer docked at the bottom. */
export function Portal({ live, scan }: { live: ScanLive; scan: ScanView }) {
  const user = useUser();
  const status = useStanding(live);
  const { rtt } = useConnection();
  const inStep = useInStep(live);
  const desk = useScanState(live, ({ presence }) => presence?.desk ?? null);
  const usualMs = useScanState(live, ({ presence }) => presence?.median_wait_ms ?? null);
  const tasks = useTasks(live, all, oldestFirst);
  const rounds = useRounds(tasks, inStep);
  const name = withoutTurns(scan.name);
  const { outbox, unsent, survives } = useOutbox(live, user.id);
  const { news, dismiss } = useNews(live, name, user.id, rounds);
  const { draft, setDraft, left, takeUp } = useDraft(draftsOf(user.id, live.scanId));
  const composer = useRef<HTMLTextAreaElement>(null);
  const { ref: list, isAtEnd, toEnd } = useStickToEnd<HTMLDivElement>();
  const isClosed = scan.status === 'closed';
  useTitle(name);
  useFocusAfter(!isClosed, () => list.current?.focus({ preventScroll: true }));

  const submit = () => {
    if (!outbox.add(draft)) return;
    setDraft('');
    toEnd();
  };

  const showNews = useShowNews();
  const copyToNew = useCallback(
    (text: string) => {
      // Nothing that stands in the composer is overwritten.
      setDraft((draft) => (draft.trim() === '' ? text : `${draft}\n\n${text}`));
      composer.current?.focus();
    },
    [setDraft],
  );

  return (
    <div className={cx(styles.portal, scan.pause_message && styles.paused)}>
      <AppBar bareLogo>
        <h1 className={styles.name}>
          <bdi>{name}</bdi>
        </h1>
        <span className={styles.live}>
          <LiveStatus status={status} rtt={rtt} unsent={unsent.filter(({ problem }) => problem === null).length} />
        </span>
      </AppBar>
      <Brief scan={scan} hasSent={tasks.length + unsent.length > 0} />
      <main className={styles.main}>
        <NewsBar
          news={news}
          tasks={tasks}
          status={status}
          scanStatus={scan.status}
          pauseMessage={scan.pause_message}
          survives={survives}
          desk={desk}
          expected={usualMs !== null && <Expected usualMs={usualMs} tasks={tasks} />}
          onDismiss={dismiss}
          onShow={showNews}
        />
        <OwnCounts tasks={tasks} of={scan.status} />
        <div className={styles.listFrame}>
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
          <div ref={list} className={cx(styles.list, !isAtEnd && styles.more)} role="group" aria-label={intakeWords.list.pane} tabIndex={0}>
            <div className={styles.listContent}>
              <TaskList
                live={live}
                tasks={tasks}
                rounds={rounds}
                unsent={unsent}
                outbox={outbox}
                isSending={inStep}
                scanStatus={scan.status}
                onCopyToNew={isClosed ? null : copyToNew}
              />
            </div>
          </div>
          {!isAtEnd && (
            <Button look="plain" className={styles.newest} icon={<ArrowDown size={16} aria-hidden="true" />} onClick={toEnd}>
              {intakeWords.list.newest}
            </Button>
          )}
        </div>
        {isClosed ? (
          <Suspense fallback={null}>
            <ClosedNote
              tasks={tasks}
              unsent={unsent.length}
              draft={draft}
              left={left}
              onTakeUp={takeUp}
              onDiscard={() => setDraft('')}
            />
          </Suspense>
        ) : (
          <Composer
            ref={composer}
            draft={draft}
            onDraft={setDraft}
            isPaused={scan.status === 'paused'}
            isFull={unsent.length >= OUTBOX_MOST}
            survives={survives}
            left={left}
            onTakeUp={takeUp}
            onSubmit={submit}
          />
        )}
      </main>
    </div>
  );
}
