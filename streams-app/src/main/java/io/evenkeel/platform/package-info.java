/**
 * What the pipeline stands on when nothing else is there: a Kafka broker and a schema registry, in
 * this process, on loopback, with their data in a directory that survives a restart.
 */
@NullMarked
package io.evenkeel.platform;

import org.jspecify.annotations.NullMarked;
