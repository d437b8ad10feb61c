import { Link, useLocation } from 'react-router-dom';
import { accountWords } from './words';
import styles from './Ways.module.css';

const { ways } = accountWords;

/** Signing in and making an account, side by side: who comes by a link may need either. Both keep where he was going. */
export function Ways() {
  const { pathname, search } = useLocation();
  const wayTo = (path: string, label: string) => (
    <Link className={styles.way} to={path + search} aria-current={pathname === path ? 'page' : undefined} replace>
      {label}
    </Link>
  );
  return (
    <nav className={styles.ways} aria-label={ways.label}>
      {wayTo('/login', ways.login)}
      {wayTo('/register', ways.register)}
    </nav>
  );
}
