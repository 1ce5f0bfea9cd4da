package io.evenkeel.simulation;

import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.internals.StateDirectory;
import org.apache.kafka.streams.processor.internals.metrics.StreamsMetricsImpl;
import org.apache.kafka.streams.state.internals.ThreadCache;

/** What all tasks of one client share. */
record ClientParts(
    StreamsConfig config,
    VirtualTime time,
    StreamsMetricsImpl metrics,
    StateDirectory directory,
    ThreadCache cache) {
  static ClientParts of(StreamsConfig config, VirtualTime time) {
    var metrics = new StreamsMetricsImpl(new Metrics(), "simulation", time);
    return new ClientParts(
        config,
        time,
        metrics,
        new StateDirectory(config, time, true, false),
        new ThreadCache(new LogContext(), 0, metrics));
  }
}
