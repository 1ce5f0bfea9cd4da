package io.evenkeel.config.violations;

import io.micrometer.core.instrument.MeterRegistry;

/** Breaks a rule on purpose: a setting that knows who shows what it counts. */
public record KnowsMicrometer(MeterRegistry registry) {}
