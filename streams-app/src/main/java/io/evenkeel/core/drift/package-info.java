/** Stage 2 of 5: lines, bands, breaches, hysteresis; what flags an account; the drift engine. */
@NullMarked
package io.evenkeel.core.drift;

import org.jspecify.annotations.NullMarked;
