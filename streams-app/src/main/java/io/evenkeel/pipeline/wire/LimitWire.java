package io.evenkeel.pipeline.wire;

import io.evenkeel.core.rebalance.Limit;
import io.evenkeel.core.rebalance.Limits;
import io.evenkeel.core.rebalance.LineNote;
import io.evenkeel.schemas.TradeLimit;
import io.evenkeel.schemas.TradeLimitCode;
import java.util.List;

/** What limited a build, and what it is said of. */
final class LimitWire {
  private LimitWire() {}

  static List<TradeLimit> write(Limits limits) {
    return limits.all().stream().map(LimitWire::write).toList();
  }

  static Limits read(List<TradeLimit> wire) {
    return new Limits(wire.stream().map(LimitWire::read).toList());
  }

  static List<io.evenkeel.schemas.LineNote> writeNotes(List<LineNote> notes) {
    return notes.stream().map(LimitWire::write).toList();
  }

  static List<LineNote> readNotes(List<io.evenkeel.schemas.LineNote> wire) {
    return wire.stream().map(LimitWire::read).toList();
  }

  private static TradeLimit write(Limit limit) {
    return TradeLimit.newBuilder()
        .setSecurityId(limit.securityId())
        .setCode(Symbols.write(limit.code(), TradeLimitCode.class))
        .setForbidsBuying(limit.forbidsBuying())
        .setForbidsSelling(limit.forbidsSelling())
        .setSentence(limit.sentence())
        .build();
  }

  private static Limit read(TradeLimit wire) {
    return new Limit(
        wire.getSecurityId(),
        Symbols.read(wire.getCode(), Limit.Code.class, "code"),
        wire.getForbidsBuying(),
        wire.getForbidsSelling(),
        wire.getSentence());
  }

  private static io.evenkeel.schemas.LineNote write(LineNote note) {
    return io.evenkeel.schemas.LineNote.newBuilder()
        .setLine(note.line())
        .setSecurityId(note.securityId())
        .setCode(Symbols.write(note.code(), TradeLimitCode.class))
        .setSentence(note.sentence())
        .build();
  }

  private static LineNote read(io.evenkeel.schemas.LineNote wire) {
    return new LineNote(
        wire.getLine(),
        wire.getSecurityId(),
        Symbols.read(wire.getCode(), Limit.Code.class, "code"),
        wire.getSentence());
  }
}
