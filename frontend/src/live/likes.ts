import type { DecidedLike, Stacks, TaskStack } from './protocol.gen';

/** Which tasks say the same, as moderators are told (P62, P63). Tasks of one stack are alike. */
export type Likes = {
  /** The stack of a task, by the task's id. Not all of them still wait, and a stack may have but one that does. */
  readonly stackOf: ReadonlyMap<string, string>;
  /** What was decided last about a text like those of a stack, by the stack's id. */
  readonly decided: ReadonlyMap<string, DecidedLike>;
};

export const NO_LIKES: Likes = { stackOf: new Map(), decided: new Map() };

/** Return what is known after these stacks; those that are not named are as they were, unless these are `whole`. */
export function mergeStacks(known: Likes, { stacks, left = [], whole = false }: Pick<Stacks, 'stacks' | 'left' | 'whole'>): Likes {
  const stackOf = new Map(whole ? [] : known.stackOf);
  const decided = new Map(whole ? [] : known.decided);
  for (const taskId of left) stackOf.delete(taskId);
  for (const stack of stacks) {
    for (const taskId of stack.tasks) stackOf.set(taskId, stack.id);
    if (stack.decided) decided.set(stack.id, stack.decided);
    else decided.delete(stack.id);
  }
  return { stackOf, decided };
}

/** The same for an answer to joining: it has all of them, or, while they are being found out, says nothing. */
export const joinedLikes = (known: Likes, stacks: readonly TaskStack[] | undefined): Likes =>
  stacks ? mergeStacks(NO_LIKES, { stacks: [...stacks] }) : known;

/** Return what is known without tasks that are not held any more. */
export function forgetLikes(known: Likes, taskIds: readonly string[]): Likes {
  if (!taskIds.some((id) => known.stackOf.has(id))) return known;
  const stackOf = new Map(known.stackOf);
  for (const id of taskIds) stackOf.delete(id);
  const left = new Set(stackOf.values());
  return { stackOf, decided: new Map([...known.decided].filter(([stackId]) => left.has(stackId))) };
}
