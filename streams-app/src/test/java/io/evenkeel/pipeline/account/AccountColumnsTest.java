package io.evenkeel.pipeline.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.account.MonitoringStatus;
import io.evenkeel.core.account.Owner;
import io.evenkeel.core.account.Stage;
import io.evenkeel.core.drift.Cause;
import io.evenkeel.core.drift.Tile;
import io.evenkeel.pipeline.account.AccountQuery.After;
import io.evenkeel.pipeline.account.AccountQuery.By;
import io.evenkeel.pipeline.account.AccountQuery.Order;
import io.evenkeel.pipeline.account.AccountRow.Seen;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside a list that is filtered and sorted as a whole. */
@DisplayName("Rows in columns")
class AccountColumnsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final AccountColumns columns = new AccountColumns();
  private final Map<String, AccountRow> rows = new TreeMap<>();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void showWhatFilteringAndSortingAllOfThemWouldHoweverTheyComeAndGo(long seed) {
    var random = new Random(seed);
    for (var step = 0; step < 2_000; step++) {
      change(random);
      if (step % 4 == 0) {
        var query = query(random);
        var page = columns.page(query);
        var listed = rows.values().stream().filter(row -> isListed(query, row)).toList();
        var shown = listed.stream().filter(row -> isShown(query, row)).toList();

        assertThat(sorted(page.rows(), query.order())).isEqualTo(first(shown, query.order()));
        assertThat(page.total()).isEqualTo(shown.size());
        assertThat(page.tiles()).isEqualTo(counts(Tile.class, listed, AccountRow::tiles));
        assertThat(page.stages())
            .isEqualTo(
                counts(
                    Stage.class,
                    listed,
                    row -> row.stage() == null ? Set.of() : Set.of(row.stage())));
        assertThat(columns.all()).containsExactlyInAnyOrderElementsOf(rows.values());
      }
    }
  }

  @Test
  void areNoneOnceCleared() {
    put(row("A-1", NOON, "0.1", new Random(1)));
    columns.clear();

    assertThat(columns.all()).isEmpty();
    assertThat(columns.get("A-1")).isNull();
    assertThat(columns.page(everything()).total()).isZero();
  }

  @Test
  void aDriftBeyondAllNumbersStandsLast() {
    put(row("A-1", NOON, "99999999999999999999", new Random(1)));
    put(row("A-2", NOON, "0.3", new Random(1)));

    var page = columns.page(everything());

    assertThat(page.rows()).extracting(row -> row.owner().accountId()).containsExactly("A-1");
  }

  private static AccountQuery everything() {
    return new AccountQuery(
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        new Order(By.DRIFT, true, 1, null));
  }

  private void change(Random random) {
    var accountId = "A-%d".formatted(random.nextInt(300));
    if (random.nextInt(5) == 0) {
      rows.remove(accountId);
      columns.remove(accountId);
    } else {
      var since = random.nextBoolean() ? null : NOON.plusSeconds(random.nextInt(20));
      var drift = random.nextInt(4) == 0 ? null : "0.%d".formatted(random.nextInt(30));
      put(row(accountId, since, drift, random));
    }
  }

  private void put(AccountRow row) {
    rows.put(row.owner().accountId(), row);
    columns.put(row);
  }

  private static AccountRow row(
      String accountId, @Nullable Instant since, @Nullable String drift, Random random) {
    return new AccountRow(
        new Owner(accountId, "F", "ADV-" + random.nextInt(3), "C-" + random.nextInt(2)),
        random.nextInt(4) == 0 ? null : "T-" + random.nextInt(3),
        MonitoringStatus.values()[random.nextInt(MonitoringStatus.values().length)],
        orNone(Stage.class, random),
        since != null,
        some(Tile.class, random),
        some(Cause.class, random),
        since,
        List.of(),
        List.of(),
        false,
        null,
        null,
        drift == null
            ? null
            : new Seen(NOON, new BigDecimal(drift).setScale(8), BigDecimal.ONE, List.of()));
  }

  private static <E extends Enum<E>> Set<E> some(Class<E> type, Random random) {
    var some = EnumSet.noneOf(type);
    Arrays.stream(type.getEnumConstants()).filter(s -> random.nextInt(3) == 0).forEach(some::add);
    return some;
  }

  /** One of the symbols, or none. */
  private static <E extends Enum<E>> @Nullable E orNone(Class<E> type, Random random) {
    var place = random.nextInt(type.getEnumConstants().length + 1);
    return place == 0 ? null : type.getEnumConstants()[place - 1];
  }

  private static <E extends Enum<E>> @Nullable E seldom(Class<E> type, Random random) {
    return random.nextInt(3) == 0 ? orNone(type, random) : null;
  }

  private AccountQuery query(Random random) {
    var by = By.values()[random.nextInt(By.values().length)];
    var ids = List.copyOf(rows.keySet());
    var last = ids.isEmpty() ? null : rows.get(ids.get(random.nextInt(ids.size())));
    var gone = new After(by == By.ACCOUNT_ID ? 0 : random.nextInt(30_000_000), "A-15x");
    var after =
        switch (random.nextInt(3)) {
          case 0 -> null;
          case 1 -> gone;
          default -> last == null ? gone : new After(by.key(last), last.owner().accountId());
        };
    return new AccountQuery(
        random.nextBoolean(),
        seldom(Tile.class, random),
        seldom(Stage.class, random),
        seldom(Cause.class, random),
        seldom(MonitoringStatus.class, random),
        random.nextInt(4) == 0 ? "T-" + random.nextInt(4) : null,
        random.nextInt(4) == 0 ? "ADV-" + random.nextInt(4) : null,
        random.nextInt(4) == 0 ? "C-" + random.nextInt(3) : null,
        random.nextInt(4) == 0 ? new BigDecimal("0.123456789") : null,
        random.nextInt(4) == 0 ? row -> row.owner().accountId().contains("7") : null,
        new Order(by, random.nextBoolean(), 1 + random.nextInt(40), after));
  }

  private static boolean isListed(AccountQuery query, AccountRow row) {
    return (!query.queued() || row.isQueued())
        && (query.cause() == null || row.causes().contains(query.cause()))
        && (query.status() == null || row.status() == query.status())
        && (query.targetId() == null || query.targetId().equals(row.targetId()))
        && (query.advisorId() == null || query.advisorId().equals(row.owner().advisorId()))
        && (query.custodianId() == null || query.custodianId().equals(row.owner().custodianId()))
        && (query.minDrift() == null
            || (row.seen() != null && row.seen().drift().compareTo(query.minDrift()) >= 0))
        && (query.mentions() == null || query.mentions().test(row));
  }

  private static boolean isShown(AccountQuery query, AccountRow row) {
    return (query.tile() == null || row.tiles().contains(query.tile()))
        && (query.stage() == null || row.stage() == query.stage());
  }

  private static Comparator<AccountRow> comparator(Order order) {
    var ascending =
        Comparator.<AccountRow>comparingLong(order.by()::key)
            .thenComparing(row -> row.owner().accountId());
    return order.descending() ? ascending.reversed() : ascending;
  }

  private static List<AccountRow> sorted(List<AccountRow> some, Order order) {
    return some.stream().sorted(comparator(order)).toList();
  }

  private static List<AccountRow> first(List<AccountRow> some, Order order) {
    return sorted(some, order).stream()
        .filter(row -> order.after() == null || isAfter(row, order, order.after()))
        .limit(order.most())
        .toList();
  }

  private static boolean isAfter(AccountRow row, Order order, After after) {
    var byKey = Long.compare(order.by().key(row), after.key());
    var ascending = byKey != 0 ? byKey : row.owner().accountId().compareTo(after.accountId());
    return order.descending() ? ascending < 0 : ascending > 0;
  }

  private static <E extends Enum<E>> Map<E, Integer> counts(
      Class<E> type, List<AccountRow> listed, Function<AccountRow, Set<E>> symbols) {
    return Arrays.stream(type.getEnumConstants())
        .collect(
            Collectors.toMap(
                symbol -> symbol,
                symbol ->
                    (int)
                        listed.stream()
                            .filter(row -> symbols.apply(row).contains(symbol))
                            .count()));
  }
}
