/**
 * The pipeline through a real broker process, in the order of a run: {@code Platform} and the
 * application are processes of their own ({@code ChildProcess}), {@code LoadBook} is what they
 * watch, {@code PriceLoad} moves prices, {@code EventWatch} sees what is said, and {@code
 * PipelineBenchmark} measures one thing after the other.
 */
@NullMarked
package io.evenkeel.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
