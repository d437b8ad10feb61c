import { useContext, type KeyboardEvent } from 'react';
import { CharacterKeysContext, isCharacterKey } from '@/lib/characterKeys';
import type { Desk } from './desk';
import { useCommands } from './commands';
import { ACTS, commandOf, keysFor, reasonCommandOf, type Command } from './keys';
import { obeyReason, type Refusing } from './refusing';
import { useRoom } from './roomContext';
import { toggleFullScreen } from './useFullScreen';
import type { ManyAction } from './useMany';
import { words } from './words';

type DeskKeys = {
  /** What the worker would be told, should the task in the panel be refused. */
  reason: string;
  /** Why, where the scan offers reasons. */
  refusing: Refusing;
  /** Bring up what a verdict needs to be seen first, or to be read in full. */
  onOpen: () => void;
  /** Ask what is to be corrected: a task is not sent back without a word. */
  onReturn: () => void;
  /** Decide what is selected. */
  onDecideMany: (action: ManyAction) => void;
};

/** The keyboard's side of grid and panel. Keys act on what is painted, and on nothing else. */
export function useDeskKeys(desk: Desk, { reason, refusing, onOpen, onReturn, onDecideMany }: DeskKeys) {
  const { show } = useRoom();
  const hasCharacters = useContext(CharacterKeysContext);
  const refuse = (why: string): void => {
    if (desk.giveOnPainted('refuse', why, refusing.versionOf(why))) refusing.onGiven(why);
  };

  const decide = (action: ManyAction): void => {
    if (!desk.paintedAndWaiting()) onOpen();
    else if (action === 'validate') desk.giveOnPainted('validate');
    else if (action === 'return') onReturn();
    else if (refusing.reasons.length > 0) refusing.onAsk('choose');
    else refuse(reason);
  };

  const obey = (command: Command): void => {
    switch (command.do) {
      case 'move':
        desk.move(command.to);
        return;
      case 'oldest':
        desk.focusOldest();
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
        desk.clear();
        return;
      case 'fullScreen':
        toggleFullScreen();
        return;
      case 'keys':
      case 'palette':
        show(command.do);
    }
  };

  useCommands(ACTS.map((act) => ({ label: words.does[act], keys: keysFor(act), onSelect: () => obey({ do: act }) })));

  return (event: KeyboardEvent) => {
    if (!hasCharacters && isCharacterKey(event.nativeEvent)) return;
    const answer = refusing.asked === null || isTyping(event.target) ? null : reasonCommandOf(event.nativeEvent);
    if (answer && !(answer.do === 'last' && isButton(event.target))) {
      event.preventDefault();
      obeyReason(answer, refusing, refuse);
      return;
    }
    const command = isTyping(event.target) ? null : commandOf(event.nativeEvent);
    if (!command || (command.do === 'open' && isButton(event.target))) return;
    event.preventDefault();
    desk.grid.stirred();
    obey(command);
  };
}

const isTyping = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('input, textarea, select, dialog, [role="menu"]') !== null;

const isButton = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('button, a') !== null;
