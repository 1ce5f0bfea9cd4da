/** Measuring Evenkeel: nothing in here is part of the application. */
@NullMarked
package io.evenkeel.benchmarks;

import org.jspecify.annotations.NullMarked;
