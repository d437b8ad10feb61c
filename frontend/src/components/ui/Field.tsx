import { useId, type InputHTMLAttributes, type ReactNode, type Ref, type TextareaHTMLAttributes } from 'react';
import { cx } from '@/lib/cx';
import styles from './Field.module.css';
import { StatusMark } from './StatusMark';

type Described = {
  label: string;
  /** Beside the label, for instance a count of characters. */
  aside?: ReactNode;
  hint?: ReactNode;
  /** What is wrong, in words. While there is one the control is marked invalid. */
  error?: string | null | undefined;
};

type ControlProps = { id: string; 'aria-invalid': true | undefined; 'aria-describedby': string | undefined };
type FieldProps = Described & { children: (control: ControlProps) => ReactNode };

/** A label above, a control, and under it a hint or what is wrong. `children` draws the control. */
export function Field({ label, aside, hint, error, children }: FieldProps) {
  const id = useId();
  const note = `${id}-note`;
  const said = Boolean(error) || Boolean(hint);
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
        {aside && <span className={styles.aside}>{aside}</span>}
      </div>
      {children({ id, 'aria-invalid': error ? true : undefined, 'aria-describedby': said ? note : undefined })}
      {error ? (
        <p className={styles.error} id={note}>
          <StatusMark mark="warning" />
          {error}
        </p>
      ) : (
        hint && (
          <p className={styles.hint} id={note}>
            {hint}
          </p>
        )
      )}
    </div>
  );
}

export type TextFieldProps = Described &
  InputHTMLAttributes<HTMLInputElement> & {
    ref?: Ref<HTMLInputElement>;
    /** A small button at the end of the control. */
    button?: ReactNode;
    /** Said beside a control that does not take all of the line. */
    beside?: ReactNode;
  };

/** One line of text. */
export function TextField({ label, aside, hint, error, button, beside, className, ...rest }: TextFieldProps) {
  return (
    <Field label={label} aside={aside} hint={hint} error={error}>
      {(control) => (
        <div className={cx(styles.frame, beside !== undefined && styles.withBeside)}>
          <input
            type="text"
            className={cx(styles.control, Boolean(button) && styles.withButton, className)}
            {...rest}
            {...control}
          />
          {button && <div className={styles.inFrame}>{button}</div>}
          {beside !== undefined && <span className={styles.aside}>{beside}</span>}
        </div>
      )}
    </Field>
  );
}

export type TextAreaFieldProps = Described &
  TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> };

/** Several lines of text. */
export function TextAreaField({ label, aside, hint, error, className, ...rest }: TextAreaFieldProps) {
  return (
    <Field label={label} aside={aside} hint={hint} error={error}>
      {(control) => <textarea className={cx(styles.control, styles.area, className)} {...rest} {...control} />}
    </Field>
  );
}
