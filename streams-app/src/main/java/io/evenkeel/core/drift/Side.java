package io.evenkeel.core.drift;

/** On which side of its band a line is breached, if at all. */
public enum Side {
  NONE,
  ABOVE,
  BELOW
}
