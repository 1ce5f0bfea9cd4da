/** Stage 5 of 5: folding of execution results. */
@NullMarked
package io.evenkeel.core.history;

import org.jspecify.annotations.NullMarked;
