/** The commands of {@code ./evenkeel}, one class each. */
@NullMarked
package io.evenkeel.cli;

import org.jspecify.annotations.NullMarked;
