import { useContext } from 'react';
import { CharacterKeysContext, isCharacterKey } from '@/lib/characterKeys';
import type { Desk } from './desk';
import { useCommands } from './commands';
import { ACTS, commandOf, keysFor, reasonCommandOf, type Command } from './keys';
import type { PanelActsProps } from './PanelActs';
import { obeyReason } from './refusing';
import { useRoom } from './roomContext';
import { toggleFullScreen } from './useFullScreen';
import type { ManyAction } from './useMany';
import { useOldest } from './useOldest';
import { words } from './words';

type DeskKeys = {
  /** What is typed and asked about the task in the panel. */
  acts: Pick<PanelActsProps, 'reason' | 'refusing' | 'note' | 'onGave'>;
  /** Bring up what a verdict needs to be seen first, or to be read in full. */
  onOpen: () => void;
  /** Ask what is to be corrected: a task is not sent back without a word. */
  onReturn: () => void;
  /** Decide what is selected. */
  onDecideMany: (action: ManyAction) => void;
  /** A key is about to act on a task: the keyboard goes where that one is. */
  onHand: () => void;
  /** One step back. */
  onBack: () => void;
};

/** What concerns the page, wherever the keyboard is: the others act on tasks. */
const OF_THE_PAGE: ReadonlySet<Command['do']> = new Set(['filter', 'clear', 'fullScreen', 'keys', 'palette']);

/** The keyboard's side of grid and panel. Keys act on what is painted, and on nothing else. */
export function useDeskKeys(desk: Desk, { acts, onOpen, onReturn, onDecideMany, onHand, onBack }: DeskKeys) {
  const { reason, refusing, note, onGave } = acts;
  const { show } = useRoom();
  const lookAtOldest = useOldest();
  const hasCharacters = useContext(CharacterKeysContext);
  const refuse = (why: string): void => {
    if (!desk.giveOnPainted('refuse', why, refusing.versionOf(why))) return;
    refusing.onGiven(why);
    onGave();
  };

  // Whoever has been drawn away from a field goes on typing: the letters of a word are no verdicts.
  const isWriting = note.asked || refusing.asked === 'type';

  const decide = (action: ManyAction): void => {
    if (isWriting) return;
    if (!desk.paintedAndWaiting()) onOpen();
    else if (action === 'return') onReturn();
    else if (action === 'validate') {
      if (desk.giveOnPainted('validate')) onGave();
    } else if (refusing.reasons.length > 0) refusing.onAsk('choose');
    else refuse(reason);
  };

  const obey = (command: Command): void => {
    switch (command.do) {
      case 'move':
        desk.move(command.to);
        return;
      case 'oldest':
        lookAtOldest();
        return;
      case 'open':
        onOpen();
        return;
      case 'undo':
        void desk.undo();
        return;
      case 'extend':
        desk.extend(command.to);
        return;
      case 'select':
        desk.toggleCurrent();
        return;
      case 'selectAll':
        desk.selectAll();
        return;
      case 'selectStack':
        if (desk.paintedAndWaiting()) desk.selectListed();
        else onOpen();
        return;
      case 'validate':
      case 'refuse':
      case 'return':
        if (desk.selection.size > 0) onDecideMany(command.do);
        else decide(command.do);
        return;
      case 'filter':
        show('filter');
        return;
      case 'clear':
        onBack();
        return;
      case 'fullScreen':
        toggleFullScreen();
        return;
      case 'keys':
      case 'palette':
        show(command.do);
    }
  };

  useCommands(ACTS.map((act) => ({ label: words.does[act], known: act, keys: keysFor(act), onSelect: () => obey({ do: act }) })));

  return (event: KeyboardEvent): void => {
    const { target } = event;
    if (!hasCharacters && isCharacterKey(event)) return;
    const answer = refusing.asked !== 'choose' || isTyping(target) ? null : reasonCommandOf(event);
    if (answer && !(answer.do === 'last' && isButton(target))) {
      event.preventDefault();
      obeyReason(answer, refusing, refuse);
      return;
    }
    const command = commandOf(event);
    // Nobody types Ctrl K or ⌘ K by mistake.
    if (!command || (isTyping(target) && command.do !== 'palette')) return;
    if (command.do === 'open' && isButton(target)) return;
    event.preventDefault();
    desk.grid.stirred();
    if (!OF_THE_PAGE.has(command.do)) onHand();
    obey(command);
  };
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, dialog, [popover]') !== null;

const isButton = (target: EventTarget | null): boolean => target instanceof Element && target.closest('button, a') !== null;
