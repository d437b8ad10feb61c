import type { ReactNode } from 'react';
import { FormError } from './FormError';
import styles from './FormLayout.module.css';
import type { Submission } from './useSubmit';

/** A form that we check and send ourselves. What is wrong with it as a whole stands above its fields. */
export function FormLayout({ form, children }: { form: Submission; children: ReactNode }) {
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={form.onSubmit}
      onInput={({ target }) => target instanceof HTMLInputElement && form.forgive(target.name)}
    >
      <FormError message={form.failure} />
      {children}
    </form>
  );
}
