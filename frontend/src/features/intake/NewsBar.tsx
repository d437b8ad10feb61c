import { CopyPlus, UsersRound, X } from 'lucide-react';
import { Button, IconButton } from '@/components/ui/Button';
import type { Mark } from '@/components/ui/marks';
import { StatusMark } from '@/components/ui/StatusMark';
import { cx } from '@/lib/cx';
import { words } from '@/lib/words';
import type { PageStatus } from '@/live/hooks';
import type { TaskView } from '@/live/protocol.gen';
import { headlineOf, heaviest, type News } from './news';
import styles from './NewsBar.module.css';
import { NoticeSwitch } from './NoticeSwitch';
import { intakeWords } from './words';

type NewsBarProps = {
  news: News | null;
  tasks: readonly TaskView[];
  status: PageStatus;
  isPaused: boolean;
  /** Whether what is not sent is still there after the tab was closed. */
  survives: boolean;
  /** How many moderators are there now; null while that is not known. */
  desk: number | null;
  onDismiss: () => void;
  /** Absent where nothing new can be written. */
  onCopyToNew: ((text: string) => void) | null;
};

type CalmState = Pick<NewsBarProps, 'status' | 'isPaused' | 'tasks' | 'survives' | 'desk'>;

/** The last verdicts, else how things stand. Announced, politely; it never takes more or less room. */
export function NewsBar({ news, onDismiss, onCopyToNew, ...state }: NewsBarProps) {
  const calm = calmLine(state);
  const mark = news ? heaviest(news) : calm.mark;
  const copied = news?.only?.status === 'refused' ? news.only : null;
  return (
    <section className={cx(styles.bar, (news !== null || mark === 'warning') && styles[mark])}>
      <StatusMark key={news?.upTo} mark={mark} className={styles.mark} />
      <p className={styles.text} role="status">
        {news ? <NewsText news={news} /> : calm.text}
      </p>
      {!news && calm.mark !== 'warning' && state.desk !== null && (
        <span className={styles.desk}>
          <UsersRound size={15} aria-hidden="true" />
          {intakeWords.news.desk(state.desk)}
        </span>
      )}
      {!news && calm.mark === 'pending' && state.tasks.length > 0 && <NoticeSwitch />}
      {news && (
        <div className={styles.actions}>
          {copied && onCopyToNew && (
            <Button
              className={styles.action}
              aria-label={intakeWords.list.copyToNew}
              icon={<CopyPlus size={16} aria-hidden="true" />}
              onClick={() => onCopyToNew(copied.text)}
            >
              <span className={styles.actionLabel}>{intakeWords.list.copyToNew}</span>
            </Button>
          )}
          <IconButton className={styles.dismiss} label={words.dismiss} onClick={onDismiss}>
            <X size={18} aria-hidden="true" />
          </IconButton>
        </div>
      )}
    </section>
  );
}

function NewsText({ news }: { news: News }) {
  return (
    <>
      <strong>{headlineOf(news)}</strong> {news.only && <bdi>{news.only.reason}</bdi>}
    </>
  );
}

/** What stands there when there is no news. */
function calmLine({ status, isPaused, tasks, survives, desk }: CalmState): { mark: Mark; text: string } {
  const { news } = intakeWords;
  if (status === 'refused') return { mark: 'warning', text: news.refusedConnection };
  if (status === 'offline') return { mark: 'warning', text: survives ? news.offline : news.offlineUnkept };
  if (status === 'reconnecting') return { mark: 'warning', text: survives ? news.reconnecting : news.reconnectingUnkept };
  if (status === 'stale') return { mark: 'warning', text: news.stale };
  if (isPaused) return { mark: 'warning', text: news.paused };
  const waiting = tasks.filter((task) => task.status === 'pending').length;
  if (waiting > 0) return { mark: 'pending', text: desk === 0 ? news.keptForDesk(waiting) : news.waiting(waiting) };
  return tasks.length > 0 ? { mark: 'validated', text: news.allDecided } : { mark: 'pending', text: news.nothing };
}
