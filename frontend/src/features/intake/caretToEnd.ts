/** A browser puts the caret before what is there already; who comes to it goes on writing. */
export const caretToEnd = (field: HTMLTextAreaElement | null): void => field?.setSelectionRange(field.value.length, field.value.length);
