package io.evenkeel.simulation;

import io.evenkeel.pipeline.Topics;
import io.evenkeel.schemas.Control;
import io.evenkeel.schemas.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** What boards knew once they had read so far, worked out again from their topics. */
final class BoardHistory {
  private static final BigDecimal JUMP = new BigDecimal("0.25");

  private final CommittedLog log;
  private final Outside outside;

  BoardHistory(SimulatedWorld world) {
    log = world.cluster().log();
    outside = world.outside();
  }

  private Object value(Entry entry) {
    return outside.read(entry);
  }

  /** The last price; {@code null} where it is unknown, or a jump made it doubtful. */
  BigDecimal price(String security, Map<TopicPartition, Long> boards) {
    var name = Universe.NAMES.of(Topics.PRICES);
    var place = log.placeOf(name, security.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    BigDecimal last = null;
    Instant asOf = Instant.MIN;
    for (var offset = 0L; offset < boards.getOrDefault(place, 0L); offset++) {
      var entry = log.at(place, offset);
      if (entry.keyText().equals(security)
          && value(entry) instanceof Price tick
          && tick.getPrice().signum() > 0
          && !tick.getAsOf().isBefore(asOf)) {
        if (last != null
            && tick.getPrice().subtract(last).abs().compareTo(last.multiply(JUMP)) > 0) {
          return null;
        }
        last = tick.getPrice();
        asOf = tick.getAsOf();
      }
    }
    return last;
  }

  /** Scopes that are halted by now. */
  Set<String> halted() {
    var place = new TopicPartition(Universe.NAMES.of(Topics.CONTROLS), 0);
    return halted(Map.of(place, log.end(place)));
  }

  /** Scopes that are halted. */
  Set<String> halted(Map<TopicPartition, Long> boards) {
    var place = new TopicPartition(Universe.NAMES.of(Topics.CONTROLS), 0);
    var halted = new LinkedHashSet<String>();
    for (var offset = 0L; offset < boards.getOrDefault(place, 0L); offset++) {
      var entry = log.at(place, offset);
      if (value(entry) instanceof Control control && control.getHalted()) {
        halted.add(entry.keyText());
      } else {
        halted.remove(entry.keyText());
      }
    }
    return halted;
  }
}
