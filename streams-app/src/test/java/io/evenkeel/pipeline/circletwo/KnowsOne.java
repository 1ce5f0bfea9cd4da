package io.evenkeel.pipeline.circletwo;

import io.evenkeel.config.Configuration;
import io.evenkeel.pipeline.circleone.KnowsTwo;

/** Breaks rules on purpose: the other half of a circle, which also knows the configuration. */
public interface KnowsOne {
  KnowsTwo other();

  Configuration configuration();
}
