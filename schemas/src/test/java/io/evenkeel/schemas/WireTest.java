package io.evenkeel.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("On the wire")
class WireTest {
  private static final String OLD_READER =
      """
      {"type": "record", "name": "Answer", "fields": [
        {"name": "side", "default": "UNKNOWN", "type": {"type": "enum", "name": "Side",
          "symbols": ["UNKNOWN", "BUY"], "default": "UNKNOWN"}},
        {"name": "sideBefore", "default": null, "type": ["null", "Side"]}
      ]}
      """;

  static Stream<TopicSchemas.TopicSchema> topics() {
    return TopicSchemas.all().stream();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void everyFieldOfEveryTopicComesBackAsItWas(TopicSchemas.TopicSchema topic) throws IOException {
    var written = Specimen.of(topic.schema());

    var read =
        read(
            new SpecificDatumReader<SpecificRecord>(topic.schema()),
            write(new SpecificDatumWriter<>(topic.schema()), written));

    // field by field, because equals of a record with decimals in a list that was read throws
    assertThat(read).isInstanceOf(topic.type()).usingRecursiveComparison().isEqualTo(written);
  }

  @Test
  void anOldReaderTakesASymbolThatItDoesNotKnowForUnknown() throws IOException {
    var old = SchemaParser.parseSingle(OLD_READER);
    var now = SchemaParser.parseSingle(OLD_READER.replace("\"BUY\"]", "\"BUY\", \"SHORT\"]"));

    var answer =
        read(
            new GenericDatumReader<GenericRecord>(now, old),
            write(new GenericDatumWriter<>(now), shortSales(now)));

    assertThat(answer.get("side")).hasToString("UNKNOWN");
    assertThat(answer.get("sideBefore")).hasToString("UNKNOWN");
  }

  private static GenericRecord shortSales(Schema schema) {
    var side = new GenericData.EnumSymbol(schema.getField("side").schema(), "SHORT");
    var answer = new GenericData.Record(schema);
    answer.put("side", side);
    answer.put("sideBefore", side);
    return answer;
  }

  private static <T> byte[] write(DatumWriter<T> writer, T value) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    writer.write(value, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static <T> T read(DatumReader<T> reader, byte[] bytes) throws IOException {
    return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }
}
