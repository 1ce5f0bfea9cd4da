/** How log lines are written: for people, or one JSON object per line for whoever collects them. */
@NullMarked
package io.evenkeel.logging;

import org.jspecify.annotations.NullMarked;
