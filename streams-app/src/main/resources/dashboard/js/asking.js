/**
 * Asks the server while somebody looks: one question at a time, so that no older answer comes after a newer one.
 * Whatever is heard while a question is under way asks once more.
 */
export class Asking {
  /**
   * @param ask puts the question and shows the answer
   * @param everyMillis between one answer and the next question
   */
  constructor(ask, everyMillis) {
    Object.assign(this, { ask, everyMillis, open: true, wanted: false, running: false });
  }

  close() {
    this.open = false;
    clearTimeout(this.next);
  }

  async now() {
    clearTimeout(this.next);
    this.wanted = true;
    if (this.running) {
      return;
    }
    this.running = true;
    while (this.wanted && this.open) {
      this.wanted = false;
      await this.ask();
    }
    this.running = false;
    this.#later();
  }

  /** Nobody looks at a page that is hidden. */
  #later() {
    if (this.open) {
      this.next = setTimeout(() => (document.hidden ? this.#later() : this.now()), this.everyMillis);
    }
  }
}
