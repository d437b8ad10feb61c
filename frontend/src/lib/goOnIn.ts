/** Bring the keyboard to a field, behind what is in it already. */
export function goOnIn(field: HTMLTextAreaElement | null): void {
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}
