import { UsersRound, X } from 'lucide-react';
import { Fragment, Suspense, useState, type ReactNode } from 'react';
import { Button, IconButton } from '@/components/ui/Button';
import type { Mark } from '@/components/ui/marks';
import { StatusMark } from '@/components/ui/StatusMark';
import { withoutTurns } from '@/lib/bidi';
import { cx } from '@/lib/cx';
import { lazyPart } from '@/lib/lazyPart';
import { words } from '@/lib/words';
import type { PageStatus } from '@/live/hooks';
import type { ScanStatus, TaskView } from '@/live/protocol.gen';
import { partsOf, type News } from './news';
import styles from './NewsBar.module.css';
import { intakeWords } from './words';

// Of use once something was sent.
const NoticeSwitch = lazyPart(() => import('./NoticeSwitch'));

type NewsBarProps = {
  news: News | null;
  tasks: readonly TaskView[];
  status: PageStatus;
  scanStatus: ScanStatus;
  /** What the moderators say while it is paused. */
  pauseMessage: string | undefined;
  /** Whether what is not sent is still there after the tab was closed. */
  survives: boolean;
  /** How many moderators are there now; null while that is not known. */
  desk: number | null;
  /** When a verdict may be expected, where anybody knows. */
  expected?: ReactNode;
  onDismiss: () => void;
  /** Lead to one of the tasks that the news is about; the next one each time. */
  onShow: (news: News) => void;
};

type CalmState = Pick<NewsBarProps, 'status' | 'scanStatus' | 'tasks' | 'survives' | 'desk'>;

/**
 * The last verdicts, else how things stand; above it, while the scan is paused, what its moderators say, and below it that the
 * connection is gone, which no verdict hides. Announced, politely; nothing else that changes in it takes more or less room.
 */
export function NewsBar({ news, pauseMessage, expected, onDismiss, onShow, ...state }: NewsBarProps) {
  const calm = calmLine(state);
  const lost = lostLine(state);
  const isBack = useIsBack(lost !== null);
  const isClosed = state.scanStatus === 'closed';
  const parts = news ? partsOf(news) : [];
  const isMixed = parts.length > 1;
  const mark = parts[0]?.status ?? calm.mark;
  return (
    <section data-glance="" className={cx(styles.bar, pauseMessage || lost ? styles.warning : isMixed ? styles.mixed : (news !== null || mark === 'warning') && styles[mark])}>
      <div className={styles.own} aria-live="polite">
        {pauseMessage && (
          <p className={cx('typed', styles.message)} dir="auto">
            {withoutTurns(pauseMessage)}
          </p>
        )}
      </div>
      {!isMixed && <StatusMark key={news?.upTo} mark={mark} className={styles.mark} />}
      <div className={styles.words}>
        <p className={cx(styles.text, news !== null && styles.news)} role="status">
          {news ? <NewsText news={news} /> : calm.text}
        </p>
        {!news && calm.mark !== 'warning' && !isClosed && state.desk !== null && (
          <span className={styles.desk}>
            <UsersRound size={15} aria-hidden="true" />
            <span>
              {intakeWords.news.desk(state.desk)}
              {state.desk > 0 && expected && <> · {expected}</>}
            </span>
          </span>
        )}
      </div>
      {!news && calm.mark === 'pending' && !isClosed && state.tasks.length > 0 && (
        <Suspense fallback={null}>
          <NoticeSwitch />
        </Suspense>
      )}
      {news && (
        <div className={styles.actions}>
          <Button look="plain" className={styles.show} aria-label={intakeWords.news.showInList} onClick={() => onShow(news)}>
            {intakeWords.news.show}
          </Button>
          <IconButton className={styles.action} label={words.dismiss} onClick={onDismiss}>
            <X size={18} aria-hidden="true" />
          </IconButton>
        </div>
      )}
      {/* Below the buttons, so that it does not move them away from the finger. */}
      <div className={styles.own} aria-live="polite">
        {news && lost && (
          <p className={styles.lost}>
            <StatusMark mark="warning" className={styles.kind} />
            {lost}
          </p>
        )}
        {isBack && <p className="sr-only">{intakeWords.news.back}</p>}
      </div>
    </section>
  );
}

function NewsText({ news }: { news: News }) {
  const parts = partsOf(news);
  return (
    <>
      <strong>
        {parts.map(({ status, text }, index) => (
          <Fragment key={status}>
            {index > 0 && ', '}
            {parts.length > 1 && <StatusMark mark={status} className={styles.kind} />}
            {text}
          </Fragment>
        ))}
      </strong>{' '}
      {news.only && <bdi>{withoutTurns(news.only.reason ?? '')}</bdi>}
    </>
  );
}

/** Whether what was lost has come back. */
function useIsBack(isLost: boolean): boolean {
  const [state, setState] = useState({ isLost, isBack: false });
  if (state.isLost !== isLost) setState({ isLost, isBack: !isLost });
  return state.isBack;
}

/** What is wrong with the connection, if anything is. */
function lostLine({ status, scanStatus, survives }: CalmState): string | null {
  const { news } = intakeWords;
  if (status === 'refused') return news.refusedConnection;
  // Nothing is sent any more: whether there is a connection changes little.
  if (scanStatus === 'closed') return null;
  if (status === 'offline') return survives ? news.offline : news.offlineUnkept;
  if (status === 'reconnecting') return survives ? news.reconnecting : news.reconnectingUnkept;
  return status === 'stale' ? news.stale : null;
}

/** What stands there when there is no news. */
function calmLine(state: CalmState): { mark: Mark; text: string } {
  const { scanStatus, tasks, desk } = state;
  const { news } = intakeWords;
  const waiting = tasks.filter((task) => task.status === 'pending').length;
  const lost = lostLine(state);
  if (lost !== null) return { mark: 'warning', text: lost };
  if (scanStatus === 'closed') return { mark: 'pending', text: news.closed(waiting) };
  if (scanStatus === 'paused') return { mark: 'warning', text: news.paused };
  if (waiting > 0) return { mark: 'pending', text: desk === 0 ? news.keptForDesk(waiting) : news.waiting(waiting) };
  return tasks.length > 0 ? { mark: 'validated', text: news.allDecided } : { mark: 'pending', text: news.nothing };
}
