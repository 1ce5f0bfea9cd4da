/**
 * The same job by other means, on the same ticks and through the same broker. {@code Accounts} is
 * what all of them watch and {@code Tape} how its prices move; a {@code Contender} is one of them
 * at work in a process of its own, spoken to in its {@code Dialect}; {@code PeersBenchmark}
 * compares what they say with the exact judgement and only then takes the time. DuckDB, which
 * nobody can stream into, is polled by {@code DuckDbPoll}.
 */
@NullMarked
package io.evenkeel.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
