package io.evenkeel.chaos.judge;

/** Something that must hold whatever breaks. */
@FunctionalInterface
interface Invariant {
  Finding check(Case before);
}
