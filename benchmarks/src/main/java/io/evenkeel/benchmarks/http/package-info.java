/**
 * How long HTTP takes to answer while the market moves: {@code Asking} asks an instance at a steady
 * pace, whatever the answers take, and {@code StreamWatch} follows its events.
 */
@NullMarked
package io.evenkeel.benchmarks.http;

import org.jspecify.annotations.NullMarked;
