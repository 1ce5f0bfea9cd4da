package io.evenkeel.core.drift.corridor;

/**
 * What an engine did since it was made.
 *
 * @param ticks prices taken in
 * @param touches how often a price crossed a trigger of an account that was not waiting already:
 *     the number to watch, per tick
 * @param followed how often a price was added to what is known of an account near a bound; beside
 *     touches, the other thing done per holder
 * @param laid how often all triggers of an account were laid, the first time included
 * @param named accounts that had to be judged
 * @param scans how often all accounts were looked at because too many were touched
 * @param watched accounts watched now
 * @param exposed of these, how many are judged whenever anything they hold ticks: they cannot be
 *     judged, hold something unusual, or stand too near to a bound to tell
 */
public record EngineCounts(
    long ticks,
    long touches,
    long followed,
    long laid,
    long named,
    long scans,
    int watched,
    int exposed) {
  /** Of an engine that has done nothing. */
  public static final EngineCounts NONE = new EngineCounts(0, 0, 0, 0, 0, 0, 0, 0);

  /** Counts as it goes. */
  static final class Tally {
    long ticks;
    long touches;
    long followed;
    long laid;
    long named;
    long scans;

    EngineCounts counts(int watched, int exposed) {
      return new EngineCounts(ticks, touches, followed, laid, named, scans, watched, exposed);
    }
  }
}
