import { Check, Copy } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { words } from '@/lib/words';
import { IconButton } from './Button';
import { TextField } from './Field';

type CopyFieldProps = { label: string; value: string; hint?: ReactNode };

const SHOWN_MS = 2000;

/** Something to be copied. Where the browser has no clipboard it is selected, ready for the keys. */
export function CopyField({ label, value, hint }: CopyFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);

  const copy = async () => {
    field.current?.select();
    // Missing on plain-HTTP origins, whatever its type says.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (!clipboard) return;
    await clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };

  return (
    <>
      <TextField
        ref={field}
        label={label}
        hint={hint}
        value={value}
        readOnly
        onFocus={(event) => event.target.select()}
        button={
          <IconButton label={words.copy} onClick={() => void copy().catch(() => field.current?.select())}>
            {copied ? <Check size={18} aria-hidden="true" /> : <Copy size={18} aria-hidden="true" />}
          </IconButton>
        }
      />
      <span className="sr-only" role="status">
        {copied && words.copied}
      </span>
    </>
  );
}
