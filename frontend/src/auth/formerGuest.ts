import { moveStored, readStored, writeStored } from '@/lib/stored';
import { words } from '@/lib/words';
import { correctionsOf, draftsOf } from '@/live/draftPlaces';
import { handOverUnsent } from '@/live/outboxStore';
import type { UserView } from '@/live/protocol.gen';

// A guest has nothing to come back with: who enters the scan again is somebody else to the server. What he wrote
// in this browser and could not send is his all the same.
const keyOf = (scanId: string) => `taskstream.guest.${scanId}`;

/** Remember a guest whose visit is over without his having said so. */
export function rememberGuest({ id, guest_of }: UserView): void {
  if (guest_of !== undefined) writeStored(keyOf(guest_of), id);
}

/** The guest whose visit to that scan was over in this browser before it was left; null where there is none. */
export const formerGuest = (scanId: string): string | null => readStored(keyOf(scanId));

/** Give who enters the scan now, as a guest or with an account, what the guest before him had written and not sent. */
export async function takeOver(scanId: string, userId: string): Promise<void> {
  const former = formerGuest(scanId);
  if (former === null) return;
  await handOverUnsent(scanId, former, userId, words.live.visitOver);
  moveStored(draftsOf(former, scanId), draftsOf(userId, scanId));
  // The task is not his any more, but the words are.
  moveStored(correctionsOf(former, scanId), draftsOf(userId, scanId));
  writeStored(keyOf(scanId), null);
}
