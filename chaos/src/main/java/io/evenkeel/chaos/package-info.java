/**
 * Breaks Evenkeel on purpose, with real processes on loopback, and has an outside judge look at
 * what is left: nothing in here is part of the application.
 */
@NullMarked
package io.evenkeel.chaos;

import org.jspecify.annotations.NullMarked;
