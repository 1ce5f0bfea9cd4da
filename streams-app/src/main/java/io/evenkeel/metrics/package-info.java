/**
 * What an instance says of itself to Prometheus, at {@code /metrics}: the business figures, what
 * Kafka Streams measures, and the process. The only package that knows a metrics library.
 */
@NullMarked
package io.evenkeel.metrics;

import org.jspecify.annotations.NullMarked;
