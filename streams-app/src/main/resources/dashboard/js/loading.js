/**
 * A load beside the stream. What the load brings may have been read before an event that was heard meanwhile, so each
 * change that was made since the load began is made again to what it brought.
 */
export class Loading {
  constructor() {
    this.turn = 0;
    this.changes = null;
  }

  /** Begins a load and gives its number; one that was under way is not wanted any more. */
  begin() {
    this.changes = [];
    return ++this.turn;
  }

  isWanted(turn) {
    return turn === this.turn;
  }

  /** Makes a change that was heard. */
  change(make) {
    this.changes?.push(make);
    make();
  }

  /** After each part of a load was taken. */
  taken() {
    this.changes?.forEach((make) => make());
  }

  /** After the last part, or where the load failed. */
  end(turn) {
    if (this.isWanted(turn)) {
      this.changes = null;
    }
  }
}
