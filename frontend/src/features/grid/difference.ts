export type Difference = { readonly come: readonly string[]; readonly gone: readonly string[] };

/**
 * Return who is in one of two lists and not in the other. Both have the same order, so that they are walked
 * side by side: nearly all of it is the same from one frame to the next. `had` says whether the first has it.
 */
export function difference(before: readonly string[], after: readonly string[], had: (id: string) => boolean): Difference {
  const come: string[] = [];
  const gone: string[] = [];
  let at = 0;
  for (const id of after) {
    if (before[at] !== id && !had(id)) {
      come.push(id);
      continue;
    }
    for (; at < before.length && before[at] !== id; at += 1) gone.push(before[at] ?? '');
    at += 1;
  }
  return { come, gone: [...gone, ...before.slice(at)] };
}
