/** Make the compiler prove that a switch knows every case. Throws if one slips through at run time. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
