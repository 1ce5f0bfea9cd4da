package io.evenkeel.pipeline.circleone;

import io.evenkeel.pipeline.circletwo.KnowsOne;

/** Breaks a rule on purpose: one half of a circle. */
public interface KnowsTwo {
  KnowsOne other();
}
