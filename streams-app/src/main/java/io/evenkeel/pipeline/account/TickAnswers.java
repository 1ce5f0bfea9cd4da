package io.evenkeel.pipeline.account;

import io.evenkeel.core.account.Output;
import io.evenkeel.core.drift.DriftEvent;
import io.evenkeel.core.drift.DriftInputs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * How long after its price an event was said: from the time that the newest price of what the
 * account holds was made, to the moment at which the event is handed on. Only where nothing but a
 * price can have led to it: an account that was told something meanwhile, whose target, model or
 * security changed, or that is judged for the first time here, is left out until it was judged.
 *
 * <p>For the task's own thread. A tick costs nothing here; whom one concerns, a look into a set.
 */
public final class TickAnswers {
  private final Consumer<Duration> answered;
  private final Predicate<String> wasJudged;
  private final InstantSource clock;
  private final Set<String> otherwise = new HashSet<>();
  private boolean referenceChanged;

  /**
   * @param answered is told how long it took; 0 where the price was made later by its maker's clock
   * @param wasJudged whether an account was judged here before
   */
  TickAnswers(Consumer<Duration> answered, Predicate<String> wasJudged, InstantSource clock) {
    this.answered = answered;
    this.wasJudged = wasJudged;
    this.clock = clock;
  }

  /** A record told the account something. */
  void told(String accountId) {
    otherwise.add(accountId);
  }

  /** A target, a model or a security changed, or time changed what a price is worth. */
  public void referenceChanged() {
    referenceChanged = true;
  }

  /** These are to be judged, for all that changed since this was last called. */
  public void named(Collection<String> accountIds) {
    if (referenceChanged) {
      accountIds.stream().filter(wasJudged).forEach(otherwise::add);
      referenceChanged = false;
    }
  }

  /**
   * The account is being judged, and this is what comes of it; what was not measured is left out.
   */
  void judged(String accountId, List<Output> said) {
    if (otherwise.remove(accountId) || said.isEmpty() || !wasJudged.test(accountId)) {
      return;
    }
    for (var output : said) {
      if (output instanceof Output.Drift drift && drift.event().overallDrift() != null) {
        newestPrice(drift.event()).ifPresent(this::answer);
      }
    }
  }

  private void answer(Instant price) {
    var took = Duration.between(price, clock.instant());
    answered.accept(took.isNegative() ? Duration.ZERO : took);
  }

  private static Optional<Instant> newestPrice(DriftEvent event) {
    return Optional.ofNullable(event.inputs()).stream()
        .flatMap(inputs -> inputs.sleeves().stream())
        .flatMap(sleeve -> sleeve.holdings().stream())
        .map(DriftInputs.PricedHolding::asOf)
        .filter(Objects::nonNull)
        .max(Instant::compareTo);
  }

  /** The task begins anew. */
  void clear() {
    otherwise.clear();
    referenceChanged = false;
  }
}
