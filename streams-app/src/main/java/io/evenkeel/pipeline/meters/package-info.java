/**
 * Beside every stage: what the tasks of one instance count while records pass. Plain numbers, which
 * a thread writes without waiting and any other may read; who shows them is no matter here.
 */
@NullMarked
package io.evenkeel.pipeline.meters;

import org.jspecify.annotations.NullMarked;
