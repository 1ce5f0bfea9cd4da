package io.evenkeel.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import io.evenkeel.json.RecordWriter;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.wireformat.AvroSerdes;
import io.evenkeel.wireformat.UnreadableRecordException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** The JSON of events: the record's, but a drift event without its inputs and unbreached lines. */
final class FeedShowing implements FeedEvent.Showing {
  private final TopicNames names;
  private final List<? extends Deserializer<? extends SpecificRecord>> deserializers;
  private final RecordWriter records;
  private final ZoneId zone;

  FeedShowing(AvroSerdes serdes, TopicNames names, ZoneId zone) {
    this.names = names;
    this.deserializers = Feed.TYPES.stream().map(t -> serdes.deserializer(t.value())).toList();
    this.records = new RecordWriter(zone);
    this.zone = zone;
  }

  @Override
  public FeedEvent.Shown show(FeedEvent event) {
    var value = value(event);
    var json = Json.object();
    json.put("key", event.key());
    json.put("at", time(event));
    json.set("value", value);
    return new FeedEvent.Shown(
        Json.line(json), text(value, "advisorId"), text(value, "custodianId"));
  }

  private @Nullable ObjectNode value(FeedEvent event) {
    var bytes = event.value();
    if (bytes == null) {
      return null;
    }
    var topic = Feed.TYPES.get(event.type());
    try {
      var record = deserializers.get(event.type()).deserialize(names.of(topic), bytes);
      var json = records.write(record);
      return topic.equals(Topics.DRIFT_EVENTS) ? slim(json) : json;
    } catch (UnreadableRecordException e) {
      return Json.object().put("unreadable", String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode slim(ObjectNode event) {
    event.remove("inputs");
    var lines = event.withArray("lines");
    for (var each = lines.iterator(); each.hasNext(); ) {
      if (each.next().path("side").asText().equals("NONE")) {
        each.remove();
      }
    }
    return event;
  }

  private static @Nullable String text(@Nullable JsonNode value, String field) {
    return value == null ? null : value.path(field).textValue();
  }

  private String time(FeedEvent event) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        Instant.ofEpochMilli(event.timestampMillis()).atZone(zone));
  }
}
