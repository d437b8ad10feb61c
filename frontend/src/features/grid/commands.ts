import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react';
import type { Act } from './keys';

/** What a command is, whatever it is called now: by this it is known by other words too, and whether it can be done. */
export type Known = Act | 'share' | 'figures' | 'edit' | 'moderators' | 'guests' | 'pause' | 'resume' | 'reopen' | 'summary' | 'wall' | 'duplicate' | 'close';

/** Something that can be asked for by its name. */
export type NamedCommand = {
  readonly label: string;
  readonly known?: Known;
  /** Other words by which it is looked for. */
  readonly also?: string;
  readonly icon?: ReactNode;
  /** What is pressed for it elsewhere. */
  readonly keys?: readonly string[];
  readonly onSelect: () => void;
};

type Source = () => readonly NamedCommand[];

/** What the parts of a console offer, in the order in which they came. Read when somebody asks, so it is never old. */
export class Commands {
  readonly #sources = new Set<Source>();

  offer(source: Source): () => void {
    this.#sources.add(source);
    return () => this.#sources.delete(source);
  }

  all(): readonly NamedCommand[] {
    return [...this.#sources].flatMap((source) => source());
  }
}

export const CommandsContext = createContext(new Commands());

/** Offer these by name, for as long as the component is there. */
export function useCommands(commands: readonly NamedCommand[]): void {
  const all = useContext(CommandsContext);
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => all.offer(() => latest.current), [all]);
}
