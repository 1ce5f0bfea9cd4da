/**
 * Between records on topics and the values that the core decides with. The only package, beside the
 * list of topics, that knows the generated classes.
 *
 * <p>Reading refuses what the core refuses, with the core's sentence; an enum symbol that this
 * release does not know arrives as UNKNOWN and is refused too.
 */
@NullMarked
package io.evenkeel.pipeline.wire;

import org.jspecify.annotations.NullMarked;
