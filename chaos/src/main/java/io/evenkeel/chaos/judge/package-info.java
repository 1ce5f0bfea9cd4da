/**
 * The outside judge: reads every topic and the custodian's own book, computes everything anew, and
 * says of each invariant whether it held. It knows no state of the pipeline; of its code it uses
 * the schemas, what a record means ({@code pipeline.wire}), and the exact judgement of one account
 * ({@code core.drift.Judge}).
 */
@NullMarked
package io.evenkeel.chaos.judge;

import org.jspecify.annotations.NullMarked;
