/**
 * The outside judge: reads every topic as anybody can, takes the custodian's own book as the truth,
 * and recomputes what should have come of the inputs.
 */
@NullMarked
package io.evenkeel.chaos.judge;

import org.jspecify.annotations.NullMarked;
