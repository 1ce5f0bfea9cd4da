/**
 * Records as bytes, in Confluent's wire format: byte 0, a 4-byte big-endian schema id, Avro binary.
 * {@link io.evenkeel.wireformat.AvroSerdes} is the way in; the configuration keys are Confluent's
 * where they have one, so that their serializer and deserializer drop in by class name.
 */
@NullMarked
package io.evenkeel.wireformat;

import org.jspecify.annotations.NullMarked;
