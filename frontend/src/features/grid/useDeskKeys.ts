import type { KeyboardEvent } from 'react';
import type { Desk } from './desk';
import { commandOf, type Command } from './keys';

type DeskKeys = {
  /** What the worker would be told, should the task in the panel be refused. */
  reason: string;
  /** Bring up what a verdict needs to be seen first, or to be read in full. */
  onOpen: () => void;
  /** Ask what is to be corrected: a task is not sent back without a word. */
  onReturn: () => void;
};

/** The keyboard's side of grid and panel. Keys act on what is painted, and on nothing else. */
export function useDeskKeys(desk: Desk, { reason, onOpen, onReturn }: DeskKeys) {
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
        if (!desk.giveOnPainted('refuse', reason)) onOpen();
        return;
      case 'return':
        if (desk.paintedAndWaiting()) onReturn();
        else onOpen();
    }
  };

  return (event: KeyboardEvent) => {
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
