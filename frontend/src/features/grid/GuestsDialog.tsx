import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { Skeleton } from '@/components/ui/Skeleton';
import { messageOf } from '@/lib/problem';
import { words as shared } from '@/lib/words';
import type { GuestView, ScanView } from '@/live/protocol.gen';
import { useGuests, useRemoveGuest } from './guests';
import styles from './People.module.css';
import { peopleWords } from './peopleWords';
import { GuestsSwitch } from './GuestsSwitch';
import { RemovePerson } from './RemovePerson';

type GuestsDialogProps = { scan: ScanView; open: boolean; onClose: () => void };

/** Who is in the scan without an account, and the way to put somebody out. */
export function GuestsDialog({ scan, open, onClose }: GuestsDialogProps) {
  return (
    <Dialog open={open} title={peopleWords.guests.title} width="34rem" onClose={onClose}>
      <div className={styles.content}>
        <GuestsSwitch scan={scan} />
        <Guests scanId={scan.id} />
      </div>
    </Dialog>
  );
}

function Guests({ scanId }: { scanId: string }) {
  const { data, error, isPending, refetch } = useGuests(scanId);
  const { mutate, variables, isPending: isRemoving, error: failure } = useRemoveGuest(scanId);
  if (isPending) return <Skeleton height="3rem" />;
  if (error) {
    return (
      <p role="alert">
        {messageOf(error)} <Button onClick={() => void refetch()}>{shared.tryAgain}</Button>
      </p>
    );
  }
  return (
    <>
      {failure && <p role="alert">{messageOf(failure)}</p>}
      {data.items.length === 0 ? (
        <p className={styles.none}>{peopleWords.guests.none}</p>
      ) : (
        <ul className={styles.list} aria-label={peopleWords.guests.list}>
          {data.items.map((guest) => (
            <Guest
              key={guest.id}
              guest={guest}
              busy={isRemoving && variables === guest.id}
              onRemove={() => mutate(guest.id)}
            />
          ))}
        </ul>
      )}
      <p className={styles.hint}>{peopleWords.guests.hint}</p>
    </>
  );
}

function Guest({ guest, busy, onRemove }: { guest: GuestView; busy: boolean; onRemove: () => void }) {
  return (
    <li className={styles.person}>
      <bdi className={styles.name}>{guest.name}</bdi>
      <span className={styles.since}>
        {peopleWords.guests.came} <RelativeTime at={guest.entered_at} clockOffset={0} /> {peopleWords.guests.ago}
      </span>
      <RemovePerson name={guest.name} busy={busy} onRemove={onRemove} />
    </li>
  );
}
