/**
 * Carries records between topics, stores and the decisions of {@code core}: every topic and store
 * by name, and the wiring, top to bottom in flow order. The stages have a package each.
 */
@NullMarked
package io.evenkeel.pipeline;

import org.jspecify.annotations.NullMarked;
