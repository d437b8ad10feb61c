import { useState, type ReactNode } from 'react';
import { useSession, useUser } from '@/auth/AuthContext';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { showToast } from '@/components/ui/toast';
import { messageOf } from '@/lib/problem';
import { words } from '@/lib/words';
import { countUnsent, discardUnsent } from '@/live/outboxStore';

/**
 * Signing out. Draw `question` somewhere: while something of the user waits to be sent, and for a guest, it asks first.
 * `onStay` is told when nothing has come of it.
 */
export function useSignOut(onStay?: () => void): { signOut: () => void; question: ReactNode } {
  const user = useUser();
  const session = useSession();
  const isGuest = user.guest_of !== undefined;
  const [isAsked, setAsked] = useState(false);
  const [unsent, setUnsent] = useState(0);
  const stay = () => {
    setAsked(false);
    onStay?.();
  };
  const failed = (error: unknown) => {
    showToast({ text: messageOf(error), mark: 'warning' });
    onStay?.();
  };

  const leave = () => session.logout().catch(failed);
  const signOut = async () => {
    const count = await countUnsent(user.id);
    setUnsent(count);
    if (count > 0 || isGuest) setAsked(true);
    else await leave();
  };
  const discardAndLeave = async () => {
    // Not before the server has let go: a sign-out that fails must not cost what was written.
    await session.logout().then(
      () => discardUnsent(user.id),
      failed,
    );
  };

  if (isGuest) {
    const { leaveAsGuest: text } = words;
    const question = (
      <Dialog
        open={isAsked}
        title={text.title}
        onClose={stay}
        width="30rem"
        footer={
          <>
            <Button tone="danger" look="plain" onClick={() => void discardAndLeave()}>
              {text.leave}
            </Button>
            <Button tone="accent" look="solid" onClick={stay}>
              {text.stay}
            </Button>
          </>
        }
      >
        <p>{text.hint}</p>
        {unsent > 0 && <p>{text.unsent(unsent)}</p>}
      </Dialog>
    );
    return { signOut: () => void signOut(), question };
  }

  const { signOut: text } = words;
  const question = (
    <Dialog
      open={isAsked}
      title={text.title(unsent)}
      onClose={stay}
      width="36rem"
      footer={
        <>
          <Button tone="danger" look="plain" onClick={() => void discardAndLeave()}>
            {text.discard}
          </Button>
          <Button onClick={() => void leave()}>{text.keep}</Button>
          <Button tone="accent" look="solid" onClick={stay}>
            {text.stay}
          </Button>
        </>
      }
    >
      <p>{text.hint(user.username)}</p>
    </Dialog>
  );
  return { signOut: () => void signOut(), question };
}
