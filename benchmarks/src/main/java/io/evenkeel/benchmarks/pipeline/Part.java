package io.evenkeel.benchmarks.pipeline;

/** What one run of the pipeline benchmark measures after the load, in this order. */
enum Part {
  IDLE,
  LATENCY,
  WORKFLOW,
  EDIT,
  CRASH,
  RESTORE,
  BURST
}
