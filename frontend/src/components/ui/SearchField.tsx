import { Search } from 'lucide-react';
import { cx } from '@/lib/cx';
import styles from './SearchField.module.css';

type SearchFieldProps = {
  /** Its name, read aloud. */
  label: string;
  placeholder: string;
  value: string;
  /** `dense` beside other controls. */
  size?: 'dense' | 'normal';
  className?: string | undefined;
  onChange: (value: string) => void;
};

const LONGEST = 200;

export function SearchField({ label, placeholder, value, size = 'normal', className, onChange }: SearchFieldProps) {
  return (
    <label className={cx(styles.search, size === 'dense' && styles.dense, className)}>
      <Search size={16} aria-hidden="true" />
      <input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        maxLength={LONGEST}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
