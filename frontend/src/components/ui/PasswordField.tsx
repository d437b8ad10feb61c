import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { words } from '@/lib/words';
import { IconButton } from './Button';
import { TextField, type TextFieldProps } from './Field';

/** A password, with a button that shows what was typed. Pasting and password managers work. */
export function PasswordField(props: Omit<TextFieldProps, 'type' | 'button'>) {
  const [shown, setShown] = useState(false);
  const Picture = shown ? EyeOff : Eye;
  return (
    <TextField
      {...props}
      type={shown ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      button={
        <IconButton label={shown ? words.hidePassword : words.showPassword} onClick={() => setShown(!shown)}>
          <Picture size={18} aria-hidden="true" />
        </IconButton>
      }
    />
  );
}
