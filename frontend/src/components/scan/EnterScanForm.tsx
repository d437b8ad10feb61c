import { useState, type SyntheticEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { Button } from '@/components/ui/Button';
import { TextField } from '@/components/ui/Field';
import styles from './EnterScanForm.module.css';
import { faultOfCode, findByCode } from './findByCode';
import { scanIdFrom } from './scanLink';
import { words } from './words';

type EnterScanFormProps = {
  /** What stands in it at first, and what is wrong with that. */
  typed?: string;
  fault?: string | null;
};

/** The way into a scan by its code, or by a link that was pasted instead. */
export function EnterScanForm({ typed: given = '', fault: givenFault = null }: EnterScanFormProps) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState(given);
  const [fault, setFault] = useState(givenFault);
  const [isBusy, setBusy] = useState(false);

  const pathOf = async () => {
    const id = scanIdFrom(typed);
    return id === null ? findByCode(typed) : `/worker/scan/${id}`;
  };
  const open = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setFault(null);
    pathOf()
      .then((path) => navigate(path))
      .catch((error: unknown) => setFault(faultOfCode(error)))
      .finally(() => setBusy(false));
  };

  return (
    <form className={styles.form} onSubmit={open} noValidate>
      <TextField
        label={words.enter.label}
        hint={words.enter.hint}
        error={fault}
        value={typed}
        className={styles.code}
        autoComplete="off"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.target.value);
          setFault(null);
        }}
      />
      <Button type="submit" tone="accent" look="solid" className={styles.open} busy={isBusy} disabled={typed.trim() === ''}>
        {words.enter.open}
      </Button>
    </form>
  );
}
