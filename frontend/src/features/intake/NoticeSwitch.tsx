import { Bell, BellRing } from 'lucide-react';
import { Button } from '@/components/ui/Button';
import { showToast } from '@/components/ui/toast';
import { beginNoticing, endNoticing, useNoticing } from '@/lib/notices';
import styles from './NewsBar.module.css';
import { noticeWords as notices } from './noticeWords';

/** Whether the worker is told of a verdict while he looks at something else. Asks the browser when pressed, never before. */
export default function NoticeSwitch() {
  const noticing = useNoticing();
  const isOn = noticing === 'on';

  const press = async () => {
    if (isOn) endNoticing();
    else showToast({ text: notices[await beginNoticing()] });
  };

  // The account page says why.
  if (noticing === 'impossible') return null;
  return (
    <Button
      look="plain"
      className={styles.bell}
      aria-label={notices.label}
      title={notices.label}
      aria-pressed={isOn}
      onClick={() => void press()}
    >
      {isOn ? <BellRing size={18} aria-hidden="true" /> : <Bell size={18} aria-hidden="true" />}
      {/* A bell alone does not say what it is for. Who has pressed it knows. */}
      {!isOn && <span className={styles.tell}>{notices.short}</span>}
    </Button>
  );
}
