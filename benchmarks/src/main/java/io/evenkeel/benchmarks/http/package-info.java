/**
 * How long HTTP takes to answer while the market runs: {@code HttpCommand} asks a running instance
 * at a steady pace, whatever the answers take.
 */
@NullMarked
package io.evenkeel.benchmarks.http;

import org.jspecify.annotations.NullMarked;
