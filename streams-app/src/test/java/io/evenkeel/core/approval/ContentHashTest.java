package io.evenkeel.core.approval;

import static io.evenkeel.core.approval.Samples.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.money.Leverage;
import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Price;
import io.evenkeel.core.money.Quantity;
import io.evenkeel.core.rebalance.SleeveChange;
import io.evenkeel.core.rebalance.TradeSide;
import io.evenkeel.core.rebalance.Transfer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A content hash or an id")
class ContentHashTest {
  private static final Proposal PROPOSAL = Samples.proposal("A-1", TEN);

  @Test
  void ofAProposalIsSixtyFourHexadecimalDigits() {
    assertThat(PROPOSAL.contentHash()).matches("[0-9a-f]{64}");
  }

  @Test
  void isTheSameForTheSameContentWhateverItsVersionsAndTimeAre() {
    var versions = new TreeMap<>(java.util.Map.of("GROWTH", 9L));
    var basis = new Proposal.Basis("p", "t", "m", "", 99, versions, versions);
    var order =
        new Order(
            PROPOSAL.orders().get(0).orderId(),
            "SECURITY:XOM",
            "MANAGED",
            "XOM",
            TradeSide.BUY,
            Quantity.of("10.000"),
            Price.of("12.50"),
            Money.of("125.00"));
    var hash =
        ContentHash.of(
            "R-1",
            "A-1",
            TradeLogic.BEST_FIT,
            List.of(order),
            PROPOSAL.transfers(),
            PROPOSAL.acrs(),
            basis);

    assertThat(hash).isEqualTo(PROPOSAL.contentHash());
  }

  @Test
  void changesWithEverythingThatWouldBeTradedAndThatItIsBuiltOn() {
    var hashes = new ArrayList<String>();
    hashes.add(PROPOSAL.contentHash());
    hashes.add(hash("R-2", "A-1", TradeLogic.BEST_FIT, basis("p", "t", "m")));
    hashes.add(hash("R-1", "A-2", TradeLogic.BEST_FIT, basis("p", "t", "m")));
    hashes.add(hash("R-1", "A-1", TradeLogic.MIN_TRANSACTION, basis("p", "t", "m")));
    hashes.add(hash("R-1", "A-1", TradeLogic.BEST_FIT, basis("x", "t", "m")));
    hashes.add(hash("R-1", "A-1", TradeLogic.BEST_FIT, basis("p", "x", "m")));
    hashes.add(hash("R-1", "A-1", TradeLogic.BEST_FIT, basis("p", "t", "x")));
    hashes.add(hash("R-1", "A-1", TradeLogic.BEST_FIT, basis("pt", "", "m")));
    hashes.add(withAcr(Leverage.NONE, Leverage.of("1.6"), true, Acr.Source.REBALANCE));
    hashes.add(withAcr(Leverage.NONE, Leverage.of("1.5"), false, Acr.Source.REBALANCE));
    hashes.add(withAcr(Leverage.of("1.2"), Leverage.of("1.5"), true, Acr.Source.REBALANCE));
    hashes.add(withAcr(Leverage.NONE, Leverage.of("1.5"), true, Acr.Source.MANUAL));
    changedOrders().forEach(o -> hashes.add(withTrades(List.of(o), PROPOSAL.transfers())));
    hashes.add(withTrades(List.of(), PROPOSAL.transfers()));
    hashes.add(withTrades(PROPOSAL.orders(), List.of()));
    hashes.add(
        withTrades(PROPOSAL.orders(), List.of(new Transfer("TECH", "MANAGED", Money.of("125")))));

    assertThat(new HashSet<>(hashes)).hasSameSizeAs(hashes);
  }

  private static Proposal.Basis basis(String positions, String target, String models) {
    return new Proposal.Basis(positions, target, models, "", 7, new TreeMap<>(), new TreeMap<>());
  }

  private static String hash(
      String requestId, String accountId, TradeLogic logic, Proposal.Basis basis) {
    return ContentHash.of(
        requestId,
        accountId,
        logic,
        PROPOSAL.orders(),
        PROPOSAL.transfers(),
        PROPOSAL.acrs(),
        basis);
  }

  private static String withTrades(List<Order> orders, List<Transfer> transfers) {
    return ContentHash.of(
        "R-1", "A-1", TradeLogic.BEST_FIT, orders, transfers, PROPOSAL.acrs(), PROPOSAL.basis());
  }

  private static String withAcr(
      Leverage before, Leverage applied, boolean latches, Acr.Source source) {
    var change = PROPOSAL.acrs().get(0).change();
    var other =
        new SleeveChange(
            change.modelId(),
            change.sleeveId(),
            change.type(),
            change.amount(),
            before,
            applied,
            latches);
    var acr = PROPOSAL.acrs().get(0);
    return ContentHash.of(
        "R-1",
        "A-1",
        TradeLogic.BEST_FIT,
        PROPOSAL.orders(),
        PROPOSAL.transfers(),
        List.of(new Acr(acr.acrId(), "R-1", "A-1", other, source)),
        PROPOSAL.basis());
  }

  private static List<Order> changedOrders() {
    var o = PROPOSAL.orders().get(0);
    var price = o.price();
    var cash = o.cash();
    var id = o.orderId();
    var sleeve = o.sleeveId();
    var quantity = o.quantity();
    return List.of(
        new Order("O-x", o.line(), sleeve, "XOM", o.side(), quantity, price, cash),
        new Order(id, "XOM", sleeve, "XOM", o.side(), quantity, price, cash),
        new Order(id, o.line(), "TECH", "XOM", o.side(), quantity, price, cash),
        new Order(id, o.line(), sleeve, "CVX", o.side(), quantity, price, cash),
        new Order(id, o.line(), sleeve, "XOM", TradeSide.SELL, quantity, price, cash),
        new Order(id, o.line(), sleeve, "XOM", o.side(), Quantity.of("9"), price, cash),
        new Order(id, o.line(), sleeve, "XOM", o.side(), quantity, Price.of("12.6"), cash),
        new Order(id, o.line(), sleeve, "XOM", o.side(), quantity, price, Money.of("1")));
  }

  @Test
  void ofAnOrderIsTheSameForTheSameRequestAccountAndLineAndNoOther() {
    var id = OrderIds.orderId("R-1", "A-1", "SECURITY:XOM");

    assertThat(id).isEqualTo(OrderIds.orderId("R-1", "A-1", "SECURITY:XOM")).hasSize(34);
    assertThat(
            List.of(
                OrderIds.orderId("R-2", "A-1", "SECURITY:XOM"),
                OrderIds.orderId("R-1", "A-2", "SECURITY:XOM"),
                OrderIds.orderId("R-1", "A-1", "TECH/XOM"),
                OrderIds.orderId("R-1A", "-1", "SECURITY:XOM"),
                OrderIds.acrId("R-1", "A-1", "SECURITY:XOM"),
                OrderIds.batchId("R-1", "A-1")))
        .doesNotContain(id)
        .doesNotHaveDuplicates();
  }

  @Test
  void ofAnOrderNeverChangesFromOneReleaseToTheNext() {
    assertThat(OrderIds.orderId("R-1", "A-1", "SECURITY:XOM"))
        .isEqualTo("O-b726a2abed681f0c4a66b015b9ec3ccf");
    assertThat(OrderIds.batchId("R-1", "A-1")).isEqualTo("B-0d8cfd50f5e4adc87e4a45b12a84a241");
    assertThat(OrderIds.acrId("R-1", "A-1", "TECH"))
        .isEqualTo("C-46b809e071ba210df49d9810cb93fc04");
  }
}
