import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { cx } from '@/lib/cx';
import styles from './Button.module.css';

export type ButtonTone = 'accent' | 'ok' | 'danger' | 'back' | 'neutral';

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  tone?: ButtonTone;
  /** `solid` is for the one thing a page is for; green and solid means validate and nothing else. */
  look?: 'solid' | 'ghost' | 'plain';
  /** `dense` (28 px) in the console, `touch` (48 px) in the portal. */
  size?: 'dense' | 'normal' | 'touch';
  busy?: boolean;
  wide?: boolean;
  icon?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
};

export function Button({
  tone = 'neutral',
  look = 'ghost',
  size = 'normal',
  busy = false,
  wide = false,
  icon,
  className,
  children,
  disabled,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={cx(
        styles.button,
        styles[tone],
        styles[look],
        size !== 'normal' && styles[size],
        wide && styles.wide,
        busy && styles.busy,
        className,
      )}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {icon}
      <span className={styles.label}>{children}</span>
      {busy && <span className={styles.spinner} aria-hidden="true" />}
    </button>
  );
}

export type IconButtonProps = Omit<ButtonProps, 'icon' | 'children' | 'wide'> & {
  /** The button's name: read aloud, and shown as its tooltip. */
  label: string;
  children: ReactNode;
};

/** A button that shows only a picture; its name is read aloud and shown on hover. */
export function IconButton({ label, look = 'plain', className, children, ...rest }: IconButtonProps) {
  return (
    <Button look={look} className={cx(styles.icon, className)} aria-label={label} title={label} {...rest}>
      {children}
    </Button>
  );
}
