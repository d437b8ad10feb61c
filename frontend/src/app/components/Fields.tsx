import { useState } from 'react';
import { CopyField } from '@/components/ui/CopyField';
import { TextAreaField, TextField } from '@/components/ui/Field';
import { PasswordField } from '@/components/ui/PasswordField';
import { SearchField } from '@/components/ui/SearchField';
import { SwitchField } from '@/components/ui/SwitchField';
import { FormError } from '@/features/account/FormError';
import { Group } from './Group';

/** What is filled in. */
export function Fields() {
  const [term, setTerm] = useState('');
  const [on, setOn] = useState(true);
  return (
    <Group title="Fields" stacked>
      <TextField label="Empty" placeholder="Gate sweep 14:00" hint="A word of help." />
      <TextField label="Filled" aside="12 of 120" defaultValue="Gate sweep" />
      <TextField label="Wrong" error="Give the scan a name." defaultValue=" " />
      <TextField label="Off" defaultValue="Gate sweep" disabled />
      <TextAreaField label="Several lines" rows={3} defaultValue="Water on the floor at gate 4." />
      <TextAreaField label="Several lines, wrong" rows={3} error="At most 4,000 characters." />
      <PasswordField label="Password" autoComplete="off" defaultValue="watch the grid" />
      <CopyField label="Link" value="https://tasks.example.org/worker/scan/7k2" hint="Good for one person." />
      <SearchField label="Search" placeholder="Name or owner" value={term} onChange={setTerm} />
      <SearchField label="Search, dense" placeholder="Name or owner" size="dense" value={term} onChange={setTerm} />
      <SwitchField label="Let guests in" hint="With a name alone." checked={on} onChange={setOn} />
      <SwitchField label="Off" checked={!on} onChange={(is) => setOn(!is)} />
      <SwitchField label="Cannot be changed" checked disabled onChange={setOn} />
      <FormError message="The server cannot be reached. Check the connection and try again." />
    </Group>
  );
}
