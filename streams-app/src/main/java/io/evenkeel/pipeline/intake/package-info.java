/**
 * Before every stage: a record's bytes become a value that the core takes, or a dead letter, or a
 * rejection. Sources hand over raw bytes, so nothing that anybody sends can stop a thread.
 */
@NullMarked
package io.evenkeel.pipeline.intake;

import org.jspecify.annotations.NullMarked;
