/**
 * A custodian's execution service in small, to copy from: it reads {@code
 * approved-trades.<custodian>}, keeps the contract of docs/for-custodians.md, and answers on {@code
 * execution-results.<custodian>}.
 *
 * <p>{@link io.evenkeel.samples.custodian.Desk} decides and knows neither Kafka nor a clock; {@link
 * io.evenkeel.samples.custodian.Journal} remembers; {@link
 * io.evenkeel.samples.custodian.Subscriber} reads, writes down, trades and answers, in this order.
 */
package io.evenkeel.samples.custodian;
