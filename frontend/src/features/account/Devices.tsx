import { Monitor, Smartphone, SquareTerminal } from 'lucide-react';
import { useId, useState } from 'react';
import { Badge } from '@/components/ui/Badge';
import { Button } from '@/components/ui/Button';
import { CancelButton } from '@/components/ui/CancelButton';
import { Dialog } from '@/components/ui/Dialog';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { Skeleton } from '@/components/ui/Skeleton';
import { formatDay, formatExact } from '@/lib/format';
import { useNow } from '@/lib/now';
import { messageOf } from '@/lib/problem';
import { words as shared } from '@/lib/words';
import type { DeviceView } from '@/live/protocol.gen';
import { deviceName, kindOf } from './deviceName';
import { useDevices, useEndDevices } from './devices';
import styles from './Devices.module.css';
import { FormError } from './FormError';
import { Section } from './Section';
import { accountWords } from './words';

const { devices: words } = accountWords;
const PICTURES = { phone: Smartphone, computer: Monitor, program: SquareTerminal } as const;
// A page that is open gets a token so often: whether it was seen since says nothing.
const LATELY_MS = 10 * 60_000;
/** So many at first: this one, and those seen last. */
const SHOWN_AT_FIRST = 5;

/** Where the user is signed in, and the way to end that elsewhere. */
export function Devices() {
  const { data, error, isPending, refetch } = useDevices();
  const end = useEndDevices();
  const [said, setSaid] = useState('');
  const [showsAll, setShowsAll] = useState(false);
  const listId = useId();
  const others = data?.items.filter((device) => !device.current) ?? [];

  const endOne = (device: DeviceView) =>
    end.mutate(device.id, { onSuccess: () => setSaid(words.ended(deviceName(device))) });
  const endOthers = () => end.mutate(null, { onSuccess: () => setSaid(words.othersEnded) });

  return (
    <Section
      title={words.title}
      hint={words.hint}
      said={said || (data && others.length === 0 ? words.onlyHere : '')}
      aside={others.length > 0 && <EndOthers count={others.length} busy={end.isPending && end.variables === null} onEnd={endOthers} />}
    >
      {isPending && <Skeleton height="8rem" />}
      {error && (
        <div className={styles.failure}>
          <FormError message={messageOf(error)} />
          <Button onClick={() => void refetch()}>{shared.tryAgain}</Button>
        </div>
      )}
      <FormError message={end.error && messageOf(end.error)} />
      {data && (
        <>
          <ul className={styles.list} aria-label={words.list} id={listId}>
            {data.items.slice(0, showsAll ? undefined : SHOWN_AT_FIRST).map((device) => (
              <Device
                key={device.id}
                device={device}
                busy={end.isPending && end.variables === device.id}
                onEnd={() => endOne(device)}
              />
            ))}
          </ul>
          {data.items.length > SHOWN_AT_FIRST && (
            <Button look="plain" className={styles.all} aria-expanded={showsAll} aria-controls={listId} onClick={() => setShowsAll(!showsAll)}>
              {showsAll ? words.showFewer : words.showAll(data.items.length)}
            </Button>
          )}
        </>
      )}
    </Section>
  );
}

function Device({ device, busy, onEnd }: { device: DeviceView; busy: boolean; onEnd: () => void }) {
  const Picture = PICTURES[kindOf(device)];
  const name = deviceName(device);
  return (
    <li className={styles.device}>
      <span className={styles.picture}>
        <Picture size={20} aria-hidden="true" />
      </span>
      <div className={styles.about}>
        <span className={styles.name}>
          <bdi>{name}</bdi>
          {device.current && <Badge tone="accent">{words.here}</Badge>}
        </span>
        <span className={styles.times}>
          <span>
            {words.signedIn}{' '}
            <time dateTime={device.signed_in_at} title={formatExact(device.signed_in_at)}>
              {formatDay(device.signed_in_at)}
            </time>
          </span>
          {!device.current && <Seen at={device.seen_at} />}
        </span>
      </div>
      {!device.current && (
        <Button tone="danger" look="plain" className={styles.end} busy={busy} aria-label={words.endOf(name)} onClick={onEnd}>
          {words.end}
        </Button>
      )}
    </li>
  );
}

function Seen({ at }: { at: string }) {
  const isLately = useNow() - Date.parse(at) < LATELY_MS;
  if (isLately) return <span>{words.seenLately}</span>;
  return (
    <span>
      {words.seen} <RelativeTime at={at} /> {words.ago}
    </span>
  );
}

function EndOthers({ count, busy, onEnd }: { count: number; busy: boolean; onEnd: () => void }) {
  const [isAsked, setAsked] = useState(false);
  const close = () => setAsked(false);
  return (
    <>
      <Button className={styles.end} busy={busy} onClick={() => setAsked(true)}>
        {words.endOthers}
      </Button>
      <Dialog
        open={isAsked}
        title={words.ask(count)}
        width="30rem"
        onClose={close}
        footer={
          <>
            <CancelButton />
            <Button
              tone="danger"
              look="solid"
              onClick={() => {
                close();
                onEnd();
              }}
            >
              {words.endOthers}
            </Button>
          </>
        }
      >
        <p>{words.askHint}</p>
      </Dialog>
    </>
  );
}
