import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/ui/Button';
import { TextField } from '@/components/ui/Field';
import { Toggle, Toggles } from '@/components/ui/Toggle';
import { ownZone } from '@/lib/format';
import styles from './Choose.module.css';
import { daysOf, faultOf, PRESETS, type AnalyticsQuery, type OwnFault } from './query';
import { words } from './words';

type ChooseProps = { query: AnalyticsQuery; onChange: (part: Partial<AnalyticsQuery>) => void };

/** Which days are looked at. */
export function Choose({ query, onChange }: ChooseProps) {
  const isOwn = typeof query.range !== 'string';
  const [opened, setOpened] = useState(false);
  const isOpen = isOwn || opened;
  return (
    <div className="on-screen">
      <Toggles label={words.range}>
        {PRESETS.map((preset) => (
          <Toggle
            key={preset}
            isOn={!isOpen && query.range === preset}
            onPress={() => {
              setOpened(false);
              onChange({ range: preset });
            }}
          >
            {words.preset[preset]}
          </Toggle>
        ))}
        <Toggle isOn={isOpen} onPress={() => setOpened(true)}>
          {words.own}
        </Toggle>
      </Toggles>
      {isOpen && <OwnDays key={JSON.stringify(query.range)} query={query} onShow={(range) => onChange({ range })} />}
    </div>
  );
}

/** Two days, of the zone that is looked at. */
function OwnDays({ query, onShow }: { query: AnalyticsQuery; onShow: (range: { from: string; to: string }) => void }) {
  const [days, setDays] = useState(() => daysOf(query, Date.now(), query.zone ?? ownZone()));
  const [fault, setFault] = useState<OwnFault | null>(null);
  const change = (part: Partial<typeof days>) => {
    setDays({ ...days, ...part });
    setFault(null);
  };
  const show = (event: SyntheticEvent) => {
    event.preventDefault();
    const found = faultOf(days.from, days.to);
    setFault(found);
    if (found === null) onShow(days);
  };
  return (
    <form className={styles.own} aria-label={words.ownForm} noValidate onSubmit={show}>
      <TextField label={words.from} type="date" value={days.from} onChange={(event) => change({ from: event.target.value })} />
      <TextField
        label={words.to}
        type="date"
        value={days.to}
        error={fault && words.fault[fault]}
        onChange={(event) => change({ to: event.target.value })}
      />
      <Button type="submit" tone="accent" className={styles.show}>
        {words.show}
      </Button>
    </form>
  );
}
