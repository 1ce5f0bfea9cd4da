package io.evenkeel.chaos.fault;

/** A named instant in the life of an instance, at which its own clients can have it end or stop. */
public enum Moment {
  /** Before the first client exists. */
  AT_START(true),
  /** The boards are being read. */
  READING_BOARDS(true),
  /** It asks for its share of the work for the first time. */
  JOINING(true),
  /** It was told which tasks are its own, and has not begun them. */
  ASSIGNED(true),
  /** Records of a changelog have come and are not applied yet. */
  RESTORING(true),
  /** Records have come and none has been looked at. */
  POLLED(false),
  /** A transaction has begun and is empty. */
  BEGUN(false),
  /** A drift event was sent and is not committed. */
  SENT_EVENT(false),
  /** A change of state was sent and is not committed. */
  SENT_CHANGE(false),
  /** An approved batch was sent to its custodian and is not committed. */
  SENT_BATCH(false),
  /** Everything was sent; the offsets of what it came from were not. */
  BEFORE_OFFSETS(false),
  /** The offsets are in the transaction, which is not committed. */
  BEFORE_COMMIT(false),
  /** The commit was acknowledged, and nothing has begun since. */
  AFTER_COMMIT(false);

  private final boolean isOfStart;

  Moment(boolean isOfStart) {
    this.isOfStart = isOfStart;
  }

  /** Whether it comes only while an instance starts. */
  public boolean isOfStart() {
    return isOfStart;
  }
}
