/**
 * The topology while it runs: its client's settings, its start and end, whether it is ready, and
 * what may be read of it from other threads.
 */
@NullMarked
package io.evenkeel.pipeline.runtime;

import org.jspecify.annotations.NullMarked;
