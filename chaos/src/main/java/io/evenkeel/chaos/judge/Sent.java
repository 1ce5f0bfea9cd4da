package io.evenkeel.chaos.judge;

/**
 * An input record that a broker acknowledged to the load.
 *
 * @param what such as {@code PRICE}, {@code COMMAND} or {@code FUZZ}
 */
record Sent(String topic, int partition, long offset, String key, String what) {
  /** Whether it was sent to be refused. */
  boolean isFuzz() {
    return what.equals("FUZZ");
  }

  /** Whether it may be refused. */
  boolean mayBeFuzz() {
    return what.startsWith("FUZZ");
  }

  String place() {
    return Taken.place(topic, partition, offset);
  }
}
