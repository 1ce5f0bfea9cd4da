/**
 * Behind every stage: what a task says goes to its topics, and the transaction is asked to end soon
 * after.
 */
@NullMarked
package io.evenkeel.pipeline.outbox;

import org.jspecify.annotations.NullMarked;
