/** The drift engine beside its rivals, in one JVM on one stream of ticks. */
@NullMarked
package io.evenkeel.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
