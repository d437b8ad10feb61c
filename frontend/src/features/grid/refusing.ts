import type { ReasonCommand } from './keys';

export type Asked = 'card' | 'panel';

/** Why a task is refused, where its scan offers reasons: what is asked, and what was answered before. */
export type Refusing = {
  /** What the scan offers, in the order of their keys. */
  readonly reasons: readonly string[];
  /** The version of that list which the reason is of; none for one's own words. */
  readonly versionOf: (reason: string) => number | undefined;
  /** Whether it is being asked now; `type`: for a reason in one's own words. */
  readonly asked: 'choose' | 'type' | null;
  /** Where it is asked: beside the card, or in the panel. */
  readonly at: Asked;
  /** Ask, there where nothing else is said; or ask no more. */
  readonly onAsk: (asked: Refusing['asked'], at?: Asked) => void;
  /** The reason that was given last at this desk. */
  readonly last: string | null;
  readonly onGiven: (reason: string) => void;
};

/** Do what a key asks for while it is being asked why. */
export function obeyReason(command: ReasonCommand, refusing: Refusing, refuse: (reason: string) => void): void {
  switch (command.do) {
    case 'reason': {
      const reason = refusing.reasons[command.index];
      if (reason !== undefined) refuse(reason);
      return;
    }
    case 'last':
      if (refusing.last !== null) refuse(refusing.last);
      return;
    case 'none':
      refuse('');
      return;
    case 'type':
      refusing.onAsk('type');
      return;
    case 'leave':
      refusing.onAsk(null);
  }
}
