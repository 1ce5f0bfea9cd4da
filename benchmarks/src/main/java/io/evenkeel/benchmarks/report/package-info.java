/**
 * From runs to the page: a benchmark puts what it measured into a {@code Recording}, which is
 * written as JSON together with the {@code Machine} and all that is needed to repeat it; {@code
 * PageCommand} reads such files and writes the page of results with its charts.
 */
@NullMarked
package io.evenkeel.benchmarks.report;

import org.jspecify.annotations.NullMarked;
