package io.evenkeel.core.book;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The restrictions of one account: one per security at most.
 *
 * @param bySecurity by securityId
 */
public record Restrictions(SortedMap<String, Restriction> bySecurity) {
  public static final Restrictions NONE = new Restrictions(new TreeMap<>());

  public Restrictions {
    bySecurity = Collections.unmodifiableSortedMap(new TreeMap<>(bySecurity));
  }

  /** Refuses two of one security. */
  public static Restrictions of(List<Restriction> restrictions) {
    var bySecurity = new TreeMap<String, Restriction>();
    for (var restriction : restrictions) {
      if (bySecurity.put(restriction.securityId(), restriction) != null) {
        throw new IllegalArgumentException(
            "%s is restricted twice; an account has one restriction per security"
                .formatted(restriction.securityId()));
      }
    }
    return bySecurity.isEmpty() ? NONE : new Restrictions(bySecurity);
  }

  public boolean isEmpty() {
    return bySecurity.isEmpty();
  }

  public @Nullable Restriction of(String securityId) {
    return bySecurity.get(securityId);
  }

  public Collection<Restriction> all() {
    return bySecurity.values();
  }

  /** Those that stand on this day. */
  public Restrictions on(LocalDate day) {
    return only(restriction -> restriction.standsOn(day));
  }

  /** Those that change what the account is held against. */
  public Restrictions changingTarget() {
    return only(Restriction::changesTarget);
  }

  private Restrictions only(Predicate<Restriction> which) {
    if (bySecurity.values().stream().allMatch(which)) {
      return this;
    }
    return of(bySecurity.values().stream().filter(which).toList());
  }

  /** The next day after this one on which others stand; {@code null} where none ever will. */
  public @Nullable LocalDate nextChange(LocalDate day) {
    return bySecurity.values().stream()
        .flatMap(Restrictions::changes)
        .filter(change -> change.isAfter(day))
        .min(LocalDate::compareTo)
        .orElse(null);
  }

  private static Stream<LocalDate> changes(Restriction restriction) {
    var until = restriction.until();
    return Stream.of(
            Stream.ofNullable(restriction.from()),
            Stream.ofNullable(until == null ? null : until.plusDays(1)))
        .flatMap(each -> each)
        .filter(Objects::nonNull);
  }
}
