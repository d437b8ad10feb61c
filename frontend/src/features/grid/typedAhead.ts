/** What is typed for a field that is still on its way. */
export class TypedAhead {
  #text = '';
  #isEntered = false;

  /** Take a key, if it is one that such a field would take. */
  hear(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') this.#isEntered = true;
    else if (event.key === 'Backspace') this.#text = Array.from(this.#text).slice(0, -1).join('');
    else if (Array.from(event.key).length === 1) this.#text += event.key;
    else return;
    event.preventDefault();
  }

  /** Hand over what was typed, and whether Enter was pressed with it. What comes next begins anew. */
  handOver(take: (text: string, isEntered: boolean) => void): void {
    if (this.#text || this.#isEntered) take(this.#text, this.#isEntered);
    this.forget();
  }

  forget(): void {
    this.#text = '';
    this.#isEntered = false;
  }
}
