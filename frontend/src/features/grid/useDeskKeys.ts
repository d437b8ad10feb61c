import type { KeyboardEvent } from 'react';
import type { Desk } from './desk';
import { commandOf, reasonCommandOf, type Command } from './keys';
import { obeyReason, type Refusing } from './refusing';
import { useRoom } from './roomContext';
import { toggleFullScreen } from './useFullScreen';

type DeskKeys = {
  /** What the worker would be told, should the task in the panel be refused. */
  reason: string;
  /** Why, where the scan offers reasons. */
  refusing: Refusing;
  /** Bring up what a verdict needs to be seen first, or to be read in full. */
  onOpen: () => void;
  /** Ask what is to be corrected: a task is not sent back without a word. */
  onReturn: () => void;
};

/** The keyboard's side of grid and panel. Keys act on what is painted, and on nothing else. */
export function useDeskKeys(desk: Desk, { reason, refusing, onOpen, onReturn }: DeskKeys) {
  const { show } = useRoom();
  const refuse = (why: string): void => {
    if (desk.giveOnPainted('refuse', why)) refusing.onGiven(why);
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
      case 'validate':
        if (!desk.giveOnPainted('validate')) onOpen();
        return;
      case 'refuse':
        if (!desk.paintedAndWaiting()) onOpen();
        else if (refusing.reasons.length > 0) refusing.onAsk('choose');
        else refuse(reason);
        return;
      case 'return':
        if (desk.paintedAndWaiting()) onReturn();
        else onOpen();
        return;
      case 'filter':
        show('filter');
        return;
      case 'clear':
        desk.look('');
        return;
      case 'fullScreen':
        toggleFullScreen();
        return;
      case 'keys':
        show('keys');
    }
  };

  return (event: KeyboardEvent) => {
    const answer = refusing.asked === null || isTyping(event.target) ? null : reasonCommandOf(event.nativeEvent);
    if (answer && !(answer.do === 'last' && isButton(event.target))) {
      event.preventDefault();
      obeyReason(answer, refusing, refuse);
      return;
    }
    const command = isTyping(event.target) ? null : commandOf(event.nativeEvent);
    if (!command || (command.do === 'open' && isButton(event.target))) return;
    event.preventDefault();
    desk.grid.keyPressed();
    obey(command);
  };
}

const isTyping = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('input, textarea, select, dialog, [role="menu"]') !== null;

const isButton = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('button, a') !== null;
