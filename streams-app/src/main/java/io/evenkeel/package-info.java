/** Evenkeel: continuous drift and approved rebalancing on Kafka Streams. */
@NullMarked
package io.evenkeel;

import org.jspecify.annotations.NullMarked;
