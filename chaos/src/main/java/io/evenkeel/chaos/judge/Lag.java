package io.evenkeel.chaos.judge;

/** How far the application had committed reading a partition, and where that ended. */
record Lag(String topic, int partition, long committed, long end) {}
