package io.evenkeel.pipeline.state;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;

/** How values of one Java type stand in Avro binary. */
interface Shape {
  Schema schema();

  void write(Object value, Encoder out) throws IOException;

  Object read(Decoder in) throws IOException;

  /**
   * What a field of this type holds in values packed before there was such a field, if anything.
   */
  default java.util.Optional<Object> ifAbsent() {
    return java.util.Optional.empty();
  }
}
