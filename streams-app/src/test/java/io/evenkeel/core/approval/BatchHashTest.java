package io.evenkeel.core.approval;

import static io.evenkeel.core.approval.Samples.TEN;
import static io.evenkeel.core.approval.Samples.batch;
import static io.evenkeel.core.approval.Samples.order;
import static io.evenkeel.core.approval.Samples.proposal;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.AccountType;
import io.evenkeel.core.book.Lot;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.rebalance.Transfer;
import io.evenkeel.core.tax.Gain;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The batch hash")
class BatchHashTest {
  private static final Lot LOT =
      new Lot(Quantity.of("4"), Money.of("40"), LocalDate.parse("2025-01-02"));
  private static final Batch APPROVED = approved();

  /** One order that names lots and may be worked, and one that waits. */
  private static Batch approved() {
    var worked = with(order("R-1", "A-1", "XOM"), "lots", List.of(LOT));
    var waits = order("R-1", "A-1", "CVX").withHeld(true);
    return batch(proposal("R-1", "A-1", List.of(worked, waits), TEN));
  }

  /** Another value of every field of a batch that stands for itself. */
  static Map<String, Object> fields() {
    return new TreeMap<>(
        Map.ofEntries(
            Map.entry("batchId", "B-x"),
            Map.entry("requestId", "R-x"),
            Map.entry("accountId", "A-x"),
            Map.entry("firmId", "F-x"),
            Map.entry("advisorId", "ADV-x"),
            Map.entry("custodianId", "PERSHING"),
            Map.entry("custodianAccountRef", "ref-x"),
            Map.entry("contentHash", "0".repeat(64)),
            Map.entry("batchHash", "0".repeat(64)),
            Map.entry("approvedBy", "advisor-8"),
            Map.entry("approvedAt", TEN.plusNanos(1_000)),
            Map.entry("executeBy", APPROVED.executeBy().plusNanos(1_000)),
            Map.entry("settlesIn", AccountType.MARGIN),
            Map.entry("replacesBatchId", "B-old")));
  }

  /** Of an order, but for what its content hash binds and nobody is told. */
  static Map<String, Object> orderFields() {
    return new TreeMap<>(
        Map.of(
            "orderId",
            "O-x",
            "sleeveId",
            "TECH",
            "securityId",
            "IBM",
            "side",
            TradeSide.SELL,
            "quantity",
            Quantity.of("11"),
            "held",
            true));
  }

  static Stream<Arguments> changed() {
    var fields =
        fields().entrySet().stream()
            .map(f -> Arguments.of(f.getKey(), with(APPROVED, f.getKey(), f.getValue())));
    var ofOrders =
        orderFields().entrySet().stream()
            .map(
                f ->
                    Arguments.of(
                        "an order's " + f.getKey(),
                        withFirst(with(first(), f.getKey(), f.getValue()))));
    return Stream.of(fields, ofOrders, lots(), lists()).flatMap(all -> all);
  }

  private static Stream<Arguments> lots() {
    var later = LocalDate.parse("2025-01-03");
    return Stream.of(
            new Lot(Quantity.of("5"), LOT.costBasis(), LOT.acquired()),
            new Lot(LOT.quantity(), Money.of("41"), LOT.acquired()),
            new Lot(LOT.quantity(), null, LOT.acquired()),
            new Lot(LOT.quantity(), LOT.costBasis(), later))
        .map(lot -> Arguments.of("lot " + lot, withFirst(with(first(), "lots", List.of(lot)))));
  }

  private static Stream<Arguments> lists() {
    var orders = APPROVED.orders();
    var transfer = APPROVED.transfers().get(0);
    var cent = new Transfer("MANAGED", "TECH", transfer.amount().plus(Money.of("0.01")));
    return Stream.of(
        Arguments.of("an order less", with(APPROVED, "orders", orders.subList(0, 1))),
        Arguments.of(
            "another sequence", with(APPROVED, "orders", List.of(orders.get(1), orders.get(0)))),
        Arguments.of("a held order let go", APPROVED.withOrders(released())),
        Arguments.of("no transfer", with(APPROVED, "transfers", List.of())),
        Arguments.of("a transfer's amount", with(APPROVED, "transfers", List.of(cent))),
        Arguments.of(
            "a transfer's source",
            with(APPROVED, "transfers", List.of(with(transfer, "fromSleeveId", "X")))),
        Arguments.of(
            "a transfer's end",
            with(APPROVED, "transfers", List.of(with(transfer, "toSleeveId", "X")))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changed")
  void isOfNoOtherBatch(String what, Batch batch) {
    assertThat(BatchHash.isOf(BatchRelease.whole(APPROVED))).isTrue();
    assertThat(BatchHash.isOf(BatchRelease.whole(batch))).as(what).isFalse();
  }

  /** Whoever adds a field says here what binds it. */
  @Test
  void leavesNoFieldOut() {
    assertThat(names(Batch.class)).isEqualTo(plus(fields().keySet(), "orders", "transfers"));
    assertThat(names(Order.class))
        .isEqualTo(plus(orderFields().keySet(), "lots", "line", "price", "cash", "gain"));
    assertThat(names(Transfer.class)).isEqualTo(Set.of("fromSleeveId", "toSleeveId", "amount"));
    assertThat(names(Lot.class)).isEqualTo(Set.of("quantity", "costBasis", "acquired"));
  }

  /** An estimate that nobody is told; the content hash binds line, price and cash. */
  @Test
  void isTheSameWhateverASaleIsEstimatedToGain() {
    var gain =
        Gain.of(
            Quantity.of("4"), Price.of("12"), List.of(), io.evenkeel.core.tax.TaxTerms.DEFAULTS);

    assertThat(BatchHash.of(withFirst(with(first(), "gain", gain))))
        .isEqualTo(APPROVED.batchHash());
  }

  @Test
  void isStillOfItsBatchOnceHeldOrdersWereReleased() {
    var released = APPROVED.withOrders(released());
    var held = APPROVED.orders().get(1).orderId();
    var ids = new TreeSet<>(List.of(held));

    assertThat(BatchHash.isOf(BatchRelease.held(released, "C-1", ids))).isTrue();
    assertThat(
            BatchHash.isOf(
                BatchRelease.held(with(released, "custodianAccountRef", "ref-x"), "C-1", ids)))
        .isFalse();
    assertThat(
            BatchHash.isOf(
                BatchRelease.held(
                    with(released, "batchHash", APPROVED.batchHash().substring(0, 32)),
                    "C-1",
                    ids)))
        .isFalse();
  }

  /** Topics carry microseconds. */
  @Test
  void takesTimesAsTopicsCarryThem() {
    var finer = with(APPROVED, "approvedAt", APPROVED.approvedAt().plusNanos(999));

    assertThat(BatchHash.of(finer)).isEqualTo(APPROVED.batchHash());
  }

  @Test
  void neverChangesFromOneReleaseToTheNext() {
    assertThat(APPROVED.batchHash())
        .isEqualTo("a5d29c0cb35d2214a14a6313938d796d7935d2079edecdf6b3352eb51d59868c");
  }

  private static Order first() {
    return APPROVED.orders().get(0);
  }

  private static Batch withFirst(Order order) {
    return APPROVED.withOrders(List.of(order, APPROVED.orders().get(1)));
  }

  private static List<Order> released() {
    return APPROVED.orders().stream().map(order -> order.withHeld(false)).toList();
  }

  private static Set<String> names(Class<? extends Record> type) {
    return new TreeSet<>(
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList());
  }

  private static Set<String> plus(Set<String> names, String... more) {
    var all = new TreeSet<>(names);
    all.addAll(List.of(more));
    return all;
  }

  /** The same record with another value of one component. */
  static <R extends Record> R with(R record, String name, @Nullable Object value) {
    try {
      var components = record.getClass().getRecordComponents();
      var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      var values = new Object[components.length];
      for (var i = 0; i < values.length; i++) {
        var isIt = components[i].getName().equals(name);
        values[i] = isIt ? value : components[i].getAccessor().invoke(record);
      }
      @SuppressWarnings("unchecked")
      var type = (Class<R>) record.getClass();
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
