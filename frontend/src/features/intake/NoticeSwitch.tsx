import { Bell, BellRing } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '@/components/ui/Button';
import { showToast } from '@/components/ui/toast';
import { beginNoticing, endNoticing, noticing } from './notices';
import styles from './NewsBar.module.css';
import { intakeWords } from './words';

const { notices } = intakeWords;

/** Whether the worker is told of a verdict while he looks at something else. Asks the browser when pressed, never before. */
export function NoticeSwitch() {
  const [state, setState] = useState(noticing);
  const isOn = state === 'on';

  const press = async () => {
    if (isOn) endNoticing();
    const now = isOn ? noticing() : await beginNoticing();
    setState(now);
    if (!isOn) showToast({ text: notices[now] });
  };

  return (
    <IconButton className={styles.dismiss} label={notices.label} aria-pressed={isOn} onClick={() => void press()}>
      {isOn ? <BellRing size={18} aria-hidden="true" /> : <Bell size={18} aria-hidden="true" />}
    </IconButton>
  );
}
