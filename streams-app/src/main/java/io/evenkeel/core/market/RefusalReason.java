package io.evenkeel.core.market;

/** Why a board did not take a record. */
public enum RefusalReason {
  /** The bytes, or a value in them, cannot be read. */
  MALFORMED,
  /** The bytes name a schema that the registry does not know. */
  UNKNOWN_SCHEMA,
  NULL_KEY,
  /** The key does not hash to the partition that the record is in. */
  WRONG_PARTITION,
  /** Readable, and says something that cannot be. */
  INVALID,
  NOT_POSITIVE,
  /** Made before, or of a lower version than, what is known already. */
  OLDER_THAN_LAST,
  /** A price further from the last good one than the guard allows. */
  JUMP
}
