/** What a run measures and says in the end. */
@NullMarked
package io.evenkeel.chaos.report;

import org.jspecify.annotations.NullMarked;
