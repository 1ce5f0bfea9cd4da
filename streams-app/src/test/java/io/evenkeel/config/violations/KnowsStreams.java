package io.evenkeel.config.violations;

import org.apache.kafka.streams.Topology;

/** Breaks a rule on purpose: a setting that knows tasks. */
public record KnowsStreams(Topology topology) {}
