package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.core.account.Owner;
import io.evenkeel.core.drift.Judgement;
import io.evenkeel.core.drift.Line;
import io.evenkeel.core.drift.Uncheckable;
import io.evenkeel.core.market.Halt;
import io.evenkeel.json.Json;
import io.evenkeel.pipeline.account.AccountRow;
import io.evenkeel.pipeline.market.BoardsView;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Rows of accounts, as lists show them. */
final class AccountRowJson {
  private final BoardsView boards;
  private final ZoneId zone;

  AccountRowJson(BoardsView boards, ZoneId zone) {
    this.boards = boards;
    this.zone = zone;
  }

  /** As it was judged last. */
  ObjectNode of(AccountRow row) {
    var json = standing(row);
    var seen = row.seen();
    if (seen == null) {
      return unseen(json, row.uncheckable());
    }
    json.put("drift", JudgementJson.plain(seen.drift()));
    json.put("equity", seen.equity().setScale(2).toPlainString());
    json.put("judgedAt", time(seen.at()));
    return lines(json, seen.breached());
  }

  /** As it is judged now. */
  ObjectNode of(AccountRow row, @Nullable Judgement judgement, Instant now) {
    var json = standing(row);
    if (!(judgement instanceof Judgement.Checkable checkable)) {
      return unseen(
          json,
          judgement instanceof Judgement.NotCheckable not ? not.reasons() : row.uncheckable());
    }
    json.put("drift", JudgementJson.weight(checkable.overallDrift()));
    json.put("equity", JudgementJson.money(checkable.equity()));
    json.put("judgedAt", time(now));
    return lines(json, checkable.lines().stream().filter(Line::flags).toList());
  }

  private ObjectNode standing(AccountRow row) {
    var owner = row.owner();
    var json = Json.object();
    json.put("accountId", owner.accountId());
    json.put("firmId", owner.firmId());
    json.put("advisorId", owner.advisorId());
    json.put("custodianId", owner.custodianId());
    json.put("targetId", row.targetId());
    json.put("status", row.status().name());
    json.put("flagged", row.flagged());
    var stage = row.stage();
    json.put("stage", stage == null ? null : stage.name());
    names(json, "tiles", row.tiles());
    names(json, "causes", row.causes());
    var since = row.since();
    json.put("since", since == null ? null : time(since));
    json.put("advisories", row.advisories().size());
    json.put("openRequestId", row.openRequestId());
    json.put("openBatchId", row.openBatchId());
    halts(json.putArray("halts"), owner);
    return json;
  }

  /** The scopes that keep its batches from its custodian; a security may besides. */
  private void halts(ArrayNode halts, Owner owner) {
    halt(halts, Halt.Scope.FIRM, owner.firmId());
    halt(halts, Halt.Scope.CUSTODIAN, owner.custodianId());
    halt(halts, Halt.Scope.ACCOUNT, owner.accountId());
  }

  private void halt(ArrayNode halts, Halt.Scope scope, @Nullable String id) {
    var halt = id == null ? null : boards.halt(scope, id);
    if (halt != null) {
      halts.add(halt.key());
    }
  }

  private static void names(ObjectNode json, String field, Collection<? extends Enum<?>> symbols) {
    var array = json.putArray(field);
    symbols.stream().map(Enum::name).sorted().forEach(array::add);
  }

  private static ObjectNode lines(ObjectNode json, Collection<Line> breached) {
    var lines = json.putArray("lines");
    breached.forEach(line -> lines.add(JudgementJson.line(line)));
    json.putArray("uncheckable");
    return json;
  }

  private static ObjectNode unseen(ObjectNode json, Collection<Uncheckable> reasons) {
    json.putNull("drift");
    json.putNull("equity");
    json.putNull("judgedAt");
    json.putArray("lines");
    json.set("uncheckable", JudgementJson.reasons(reasons));
    return json;
  }

  private String time(Instant at) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone));
  }
}
