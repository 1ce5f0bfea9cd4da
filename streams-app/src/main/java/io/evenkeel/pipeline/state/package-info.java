/**
 * How the pipeline keeps what it knows: core records packed as Avro binary, stores around them, and
 * the schemas of what earlier releases packed.
 */
@NullMarked
package io.evenkeel.pipeline.state;

import org.jspecify.annotations.NullMarked;
