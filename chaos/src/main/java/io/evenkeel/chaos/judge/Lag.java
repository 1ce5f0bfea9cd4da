package io.evenkeel.chaos.judge;

/** Up to which offset the application has read a partition, and committed that it has. */
record Lag(String topic, int partition, long committed) {}
