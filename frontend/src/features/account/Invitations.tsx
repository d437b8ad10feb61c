import { useMutation } from '@tanstack/react-query';
import { CopyField } from '@/components/ui/CopyField';
import { Button } from '@/components/ui/Button';
import { api } from '@/lib/api';
import { formatExact } from '@/lib/format';
import { messageOf } from '@/lib/problem';
import { wayIn } from '@/lib/wayIn';
import { words } from '@/lib/words';
import type { InviteView, Role } from '@/live/protocol.gen';
import styles from './AccountPage.module.css';
import { FormError } from './FormError';
import { Section } from './Section';
import { accountWords } from './words';

const { account } = accountWords;
const ROLES: readonly Role[] = ['ADMIN', 'WORKER'];

/** An admin invites others: a link that makes one account of the role. */
export function Invitations() {
  const invite = useMutation({ mutationFn: (role: Role) => api.post<InviteView>('/invites', { role }) });
  return (
    <Section title={account.invite} hint={account.inviteHint}>
      <div className={styles.actions}>
        {ROLES.map((role) => (
          <Button
            key={role}
            className={styles.action}
            busy={invite.isPending && invite.variables === role}
            onClick={() => invite.mutate(role)}
          >
            {account.inviteAs[role]}
          </Button>
        ))}
      </div>
      <FormError message={invite.error && messageOf(invite.error)} />
      {invite.data && <InvitationLink invite={invite.data} />}
    </Section>
  );
}

/** It appears below the button that was pressed, which may be the last thing in the window. */
const bringIntoSight = (shown: HTMLElement | null) => shown?.scrollIntoView({ block: 'nearest' });

function InvitationLink({ invite: { code, role, expires_at, share } }: { invite: InviteView }) {
  const { link, reach } = wayIn(`/register#code=${code}`, window.location.origin, share);
  const until = account.inviteUntil(words.role[role].toLowerCase(), formatExact(expires_at));
  return (
    <div ref={bringIntoSight}>
      <CopyField label={account.inviteLink} value={link} hint={`${until} ${account.inviteReach[reach]}`.trim()} />
    </div>
  );
}
