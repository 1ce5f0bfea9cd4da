/**
 * The Kafka cluster and the registry that a process talks to: how clients are set, which topics
 * there must be, and what is checked before anything starts.
 */
@NullMarked
package io.evenkeel.cluster;

import org.jspecify.annotations.NullMarked;
