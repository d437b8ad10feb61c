import { setCharacterKeys, useCharacterKeys } from '@/lib/characterKeys';
import { accountWords } from './words';
import styles from './KeysChoice.module.css';

const { account } = accountWords;

/** Whether letters and signs are commands in the console. */
export function KeysChoice({ userId }: { userId: string }) {
  const on = useCharacterKeys(userId);
  return (
    <label className={styles.choice}>
      <input type="checkbox" role="switch" checked={on} onChange={(event) => setCharacterKeys(userId, event.target.checked)} />
      <span>{account.keysSwitch}</span>
    </label>
  );
}
