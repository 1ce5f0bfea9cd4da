package io.evenkeel.core.drift.reference;

import io.evenkeel.core.book.Account;
import io.evenkeel.core.book.Component;
import io.evenkeel.core.book.Holding;
import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Positions;
import io.evenkeel.core.book.Sleeve;
import io.evenkeel.core.drift.reference.ReferenceTarget.Wanted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One look at one account: its lines, or the codes of why there are none. */
final class ReferenceLook {
  private final ReferenceWorld world;
  private final ReferenceAccount state;
  private final Account account;

  final SortedSet<String> reasons = new TreeSet<>();
  final List<ReferenceLine> lines = new ArrayList<>();
  ReferenceTarget.@Nullable Content target;
  Fraction equity = Fraction.ZERO;
  Fraction overallDrift = Fraction.ZERO;

  ReferenceLook(ReferenceWorld world, ReferenceAccount state, Account account) {
    this.world = world;
    this.state = state;
    this.account = account;
    try {
      target = ReferenceTarget.of(state.targetId, world.targets);
    } catch (ReferenceTarget.Broken broken) {
      reasons.add(broken.code());
    }
    if (!account.currency().equals("USD")) {
      reasons.add("CURRENCY_UNSUPPORTED");
    }
    var positions = state.positions;
    if (positions == null) {
      reasons.add("POSITIONS_MISSING");
    } else {
      lookAtHoldings(positions);
    }
    lookAtModels(positions);
    if (reasons.isEmpty() && positions != null && target != null) {
      measure(positions, target);
    }
  }

  private void lookAtHoldings(Positions positions) {
    var priced = true;
    for (var sleeve : counted(positions)) {
      for (var holding : held(sleeve)) {
        priced &= isPriced(holding.securityId());
      }
    }
    if (!priced) {
      return;
    }
    if (equityOf(positions).sign() <= 0) {
      reasons.add("EQUITY_NOT_POSITIVE");
    }
    for (var sleeve : counted(positions)) {
      if (hasLinesInside(sleeve) && equityOf(sleeve).sign() <= 0) {
        reasons.add("SLEEVE_EQUITY_NOT_POSITIVE");
      }
    }
  }

  private boolean isPriced(String securityId) {
    var quote = world.quotes.get(securityId);
    var security = world.securities.get(securityId);
    if (quote == null) {
      reasons.add(security == null ? "SECURITY_UNKNOWN" : "PRICE_MISSING");
    }
    if (quote != null && quote.quarantined()) {
      reasons.add("PRICE_QUARANTINED");
    }
    var stale = world.staleAfter;
    var tooOld =
        quote != null && stale != null && quote.asOf().plus(stale).compareTo(world.now) < 0;
    if (tooOld) {
      reasons.add("PRICE_STALE");
    }
    var foreign =
        (quote != null && !quote.currency().equals("USD"))
            || (security != null && !security.currency().equals("USD"));
    if (foreign) {
      reasons.add("CURRENCY_UNSUPPORTED");
    }
    return quote != null && !quote.quarantined() && !tooOld && !foreign;
  }

  private void lookAtModels(@Nullable Positions positions) {
    if (target == null) {
      return;
    }
    for (var line : target.lines()) {
      if (line.kind() == Component.Kind.MODEL && follows(line, positions)) {
        var model = world.models.get(line.ref());
        if (model == null || !model.ownerFirmId().equals(account.firmId())) {
          reasons.add("MODEL_UNKNOWN");
        }
      }
    }
  }

  private static boolean follows(Wanted line, @Nullable Positions positions) {
    if (line.weight().sign() > 0) {
      return true;
    }
    var sleeve = positions == null ? null : sleeveOf(positions, line.ref());
    return sleeve != null && !isEmpty(sleeve);
  }

  /** Followed models, as they are now. */
  Map<String, Model> followed() {
    var models = new TreeMap<String, Model>();
    if (target != null) {
      for (var line : target.lines()) {
        var model = world.models.get(line.ref());
        if (line.kind() == Component.Kind.MODEL
            && follows(line, state.positions)
            && model != null) {
          models.put(line.ref(), model);
        }
      }
    }
    return models;
  }

  private static List<Sleeve> counted(Positions positions) {
    var counted = new ArrayList<Sleeve>();
    for (var sleeve : positions.sleeves()) {
      if (sleeve.kind() == Sleeve.Kind.MANAGED || sleeve.kind() == Sleeve.Kind.MODEL) {
        counted.add(sleeve);
      }
    }
    return counted;
  }

  private static List<Holding> held(Sleeve sleeve) {
    var held = new ArrayList<Holding>();
    for (var holding : sleeve.holdings()) {
      if (holding.quantity().units().compareTo(BigDecimal.ZERO) > 0) {
        held.add(holding);
      }
    }
    return held;
  }

  private static Fraction cashOf(Sleeve sleeve) {
    return Fraction.of(sleeve.settledCash().dollars())
        .add(Fraction.of(sleeve.receivable().dollars()))
        .subtract(Fraction.of(sleeve.payable().dollars()));
  }

  private static boolean isEmpty(Sleeve sleeve) {
    return held(sleeve).isEmpty() && cashOf(sleeve).sign() == 0;
  }

  private static @Nullable Sleeve sleeveOf(Positions positions, String modelId) {
    for (var sleeve : positions.sleeves()) {
      if (sleeve.kind() == Sleeve.Kind.MODEL && modelId.equals(sleeve.modelId())) {
        return sleeve;
      }
    }
    return null;
  }

  private @Nullable Wanted component(@Nullable String modelId) {
    if (target != null && modelId != null) {
      for (var line : target.lines()) {
        if (line.kind() == Component.Kind.MODEL && line.ref().equals(modelId)) {
          return line;
        }
      }
    }
    return null;
  }

  private boolean hasLinesInside(Sleeve sleeve) {
    return sleeve.kind() == Sleeve.Kind.MODEL
        && component(sleeve.modelId()) != null
        && !isEmpty(sleeve);
  }

  private Fraction valueOf(Sleeve sleeve, String securityId) {
    for (var holding : held(sleeve)) {
      var quote = world.quotes.get(securityId);
      if (quote != null && holding.securityId().equals(securityId)) {
        return Fraction.of(holding.quantity().units())
            .multiply(Fraction.of(quote.price().perUnit()));
      }
    }
    return Fraction.ZERO;
  }

  private Fraction equityOf(Sleeve sleeve) {
    var sum = cashOf(sleeve);
    for (var holding : held(sleeve)) {
      sum = sum.add(valueOf(sleeve, holding.securityId()));
    }
    return sum;
  }

  private Fraction equityOf(Positions positions) {
    var sum = Fraction.ZERO;
    for (var sleeve : counted(positions)) {
      sum = sum.add(equityOf(sleeve));
    }
    return sum;
  }

  private void measure(Positions positions, ReferenceTarget.Content content) {
    equity = equityOf(positions);
    securities(positions, content);
    models(positions, content);
    cash(positions, content);
    for (var line : lines) {
      overallDrift = overallDrift.add(line.weight().subtract(line.target()).magnitude());
    }
    overallDrift = overallDrift.divide(Fraction.of("2"));
    var byModel = new TreeMap<String, Sleeve>();
    for (var sleeve : counted(positions)) {
      var modelId = sleeve.modelId();
      if (modelId != null && hasLinesInside(sleeve)) {
        byModel.put(modelId, sleeve);
      }
    }
    byModel.forEach(this::inside);
  }

  private void securities(Positions positions, ReferenceTarget.Content content) {
    var managed = managed(positions);
    var wanted = new TreeMap<String, @Nullable Wanted>();
    for (var holding : held(managed)) {
      wanted.put(holding.securityId(), null);
    }
    for (var line : content.lines()) {
      if (line.kind() == Component.Kind.SECURITY) {
        wanted.put(line.ref(), line);
      }
    }
    wanted.forEach(
        (id, line) ->
            add(
                "SECURITY:" + id,
                valueOf(managed, id),
                equity,
                line == null ? Fraction.ZERO : line.weight(),
                line == null ? Fraction.ZERO : line.slack(line.weight()),
                line == null || line.triggers()));
  }

  private static Sleeve managed(Positions positions) {
    for (var sleeve : positions.sleeves()) {
      if (sleeve.kind() == Sleeve.Kind.MANAGED) {
        return sleeve;
      }
    }
    throw new IllegalStateException("no MANAGED sleeve");
  }

  private void models(Positions positions, ReferenceTarget.Content content) {
    var ids = new TreeSet<>(ReferenceTarget.followed(content));
    for (var sleeve : counted(positions)) {
      var modelId = sleeve.modelId();
      if (modelId != null) {
        ids.add(modelId);
      }
    }
    for (var id : ids) {
      var line = component(id);
      var sleeve = sleeveOf(positions, id);
      add(
          "MODEL:" + id,
          sleeve == null ? Fraction.ZERO : equityOf(sleeve),
          equity,
          line == null ? Fraction.ZERO : line.weight(),
          line == null ? Fraction.ZERO : line.slack(line.weight()),
          line == null || line.triggers());
    }
  }

  private void cash(Positions positions, ReferenceTarget.Content content) {
    var value = cashOf(managed(positions));
    for (var line : content.lines()) {
      if (line.kind() == Component.Kind.CASH) {
        add("CASH", value, equity, line.weight(), line.slack(line.weight()), line.triggers());
        return;
      }
    }
    var weight = value.divide(equity);
    var side = weight.sign() < 0 ? "BELOW" : "NONE";
    lines.add(new ReferenceLine("CASH", weight, Fraction.ZERO, Fraction.ZERO, null, side, false));
  }

  private void inside(String modelId, Sleeve sleeve) {
    var component = component(modelId);
    var model = world.models.get(modelId);
    if (component == null || model == null) {
      throw new IllegalStateException("looked inside a sleeve that has no lines");
    }
    var leverage = Fraction.of(state.leverage.getOrDefault(modelId, BigDecimal.ONE));
    var total = Fraction.ZERO;
    for (var weight : model.holdings().values()) {
      total = total.add(Fraction.of(weight.fraction()));
    }
    var ids = new TreeSet<>(model.holdings().keySet());
    for (var holding : held(sleeve)) {
      ids.add(holding.securityId());
    }
    var base = equityOf(sleeve);
    for (var id : ids) {
      var given = model.holdings().get(id);
      var wanted = given == null ? Fraction.ZERO : leverage.multiply(Fraction.of(given.fraction()));
      if (!component.tracks() && wanted.sign() != 0) {
        wanted = wanted.divide(total);
      }
      var slack = given == null ? Fraction.ZERO : component.slack(wanted);
      var name = modelId + "/" + id;
      add(name, valueOf(sleeve, id), base, wanted, slack, component.triggers());
    }
    var cash =
        total.sign() == 0
            ? Fraction.ONE
            : Fraction.ONE.subtract(component.tracks() ? leverage.multiply(total) : leverage);
    add(modelId + "/CASH", cashOf(sleeve), base, cash, component.slack(cash), false);
  }

  private void add(
      String name,
      Fraction value,
      Fraction base,
      Fraction wanted,
      Fraction slack,
      boolean triggers) {
    var weight = value.divide(base);
    var low = wanted.subtract(slack);
    var high = wanted.add(slack);
    lines.add(
        new ReferenceLine(
            name, weight, wanted, low, high, side(name, weight, wanted, slack), triggers));
  }

  /** Both edges lie as far from the target; hysteresis asks for a share of that way back. */
  private String side(String name, Fraction weight, Fraction wanted, Fraction slack) {
    var drift = weight.subtract(wanted);
    var far = drift.magnitude();
    var here = drift.sign() > 0 ? "ABOVE" : "BELOW";
    if (far.above(slack)) {
      return here;
    }
    var kept = Fraction.ONE.subtract(world.hysteresis).multiply(slack);
    var was = state.sides.getOrDefault(name, "NONE");
    return drift.sign() != 0 && was.equals(here) && far.above(kept) ? was : "NONE";
  }
}
