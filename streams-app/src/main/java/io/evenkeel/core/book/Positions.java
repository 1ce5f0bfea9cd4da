package io.evenkeel.core.book;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A full snapshot of an account's sleeves, never a delta.
 *
 * @param version grows with every snapshot of the account
 * @param executionsThrough the newest execution (by its own time) that this snapshot has booked
 * @param currency ISO 4217, of its money; another than USD makes the account uncheckable
 * @param provisional executions, by id, that were booked on the snapshot because it does not cover
 *     them; empty for the snapshot itself
 */
public record Positions(
    String accountId,
    long version,
    Instant asOf,
    Feed feed,
    @Nullable Instant executionsThrough,
    List<Sleeve> sleeves,
    String currency,
    List<String> provisional) {

  /** Where in the day a snapshot comes from. */
  public enum Feed {
    INTRADAY,
    END_OF_DAY
  }

  public Positions {
    sleeves = List.copyOf(sleeves);
    provisional = List.copyOf(provisional);
    requireOneManagedSleeve(accountId, sleeves);
    requireEachModelOnce(accountId, sleeves);
  }

  /** A snapshot in US dollars. */
  public Positions(
      String accountId,
      long version,
      Instant asOf,
      Feed feed,
      @Nullable Instant executionsThrough,
      List<Sleeve> sleeves) {
    this(accountId, version, asOf, feed, executionsThrough, sleeves, "USD");
  }

  /** A snapshot. */
  public Positions(
      String accountId,
      long version,
      Instant asOf,
      Feed feed,
      @Nullable Instant executionsThrough,
      List<Sleeve> sleeves,
      String currency) {
    this(accountId, version, asOf, feed, executionsThrough, sleeves, currency, List.of());
  }

  /** The same with other sleeves. */
  public Positions withSleeves(List<Sleeve> others) {
    return ahead(others, provisional);
  }

  /** The same with other sleeves, since these executions are booked on it. */
  public Positions ahead(List<Sleeve> others, List<String> executions) {
    return new Positions(
        accountId, version, asOf, feed, executionsThrough, others, currency, executions);
  }

  public Sleeve managed() {
    return sleeves.stream().filter(s -> s.kind() == Sleeve.Kind.MANAGED).findFirst().orElseThrow();
  }

  /** Where cash movements pass through; the first where there are several. */
  public Optional<Sleeve> funding() {
    return sleeves.stream().filter(s -> s.kind() == Sleeve.Kind.FUNDING).findFirst();
  }

  public Optional<Sleeve> model(String modelId) {
    return sleeves.stream().filter(s -> modelId.equals(s.modelId())).findFirst();
  }

  private static void requireOneManagedSleeve(String accountId, List<Sleeve> sleeves) {
    var managed = sleeves.stream().filter(s -> s.kind() == Sleeve.Kind.MANAGED).count();
    if (managed != 1) {
      throw new IllegalArgumentException(
          "account " + accountId + " needs exactly one MANAGED sleeve and has " + managed);
    }
  }

  private static void requireEachModelOnce(String accountId, List<Sleeve> sleeves) {
    var ids = new HashSet<String>();
    var models = new HashSet<String>();
    for (var sleeve : sleeves) {
      if (!ids.add(sleeve.sleeveId())) {
        throw new IllegalArgumentException(
            "account " + accountId + " names sleeve " + sleeve.sleeveId() + " twice");
      }
      if (sleeve.modelId() != null && !models.add(sleeve.modelId())) {
        throw new IllegalArgumentException(
            "account " + accountId + " has two sleeves of model " + sleeve.modelId());
      }
    }
  }
}
