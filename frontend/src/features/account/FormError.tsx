import { StatusMark } from '@/components/ui/StatusMark';
import styles from './FormError.module.css';

/** What is wrong with a form as a whole. Always there, so that what appears in it is announced. */
export function FormError({ message }: { message: string | null }) {
  return (
    <div className={styles.error} role="alert">
      {message !== null && (
        <>
          <StatusMark mark="refused" />
          {message}
        </>
      )}
    </div>
  );
}
