/**
 * What is on the wire: one generated class per record and enum of {@code src/main/avro}, and {@link
 * io.evenkeel.schemas.TopicSchemas}, which says what each topic carries.
 */
package io.evenkeel.schemas;
