package io.evenkeel.simulation;

import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * A bug that is planted into a method of the pipeline, or of what the pipeline stands on here.
 *
 * @param caughtBy the invariants of which one has to catch it
 * @param method every method of that name in the class
 */
record Mutant(String name, Set<Invariant> caughtBy, String type, String method, Planted.Bug bug) {
  /** Plants it; to be closed, or it stays. */
  Growing plant() {
    var mutated = mutated();
    var strategy = ClassReloadingStrategy.of(ByteBuddyAgent.install());
    Planted.plant(bug);
    new ByteBuddy()
        .redefine(mutated)
        .visit(Advice.to(Planted.Graft.class).on(ElementMatchers.named(method)))
        .make()
        .load(mutated.getClassLoader(), strategy);
    return () -> {
      Planted.plant(null);
      try {
        strategy.reset(mutated);
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    };
  }

  /** The class; it has the method, or there is nothing to plant the bug in. */
  Class<?> mutated() {
    try {
      var mutated = Class.forName("io.evenkeel." + type);
      if (Stream.of(mutated.getDeclaredMethods()).noneMatch(m -> m.getName().equals(method))) {
        throw new IllegalStateException("there is no method to plant " + name + " in");
      }
      return mutated;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("there is no class to plant " + name + " in", e);
    }
  }

  /** A planted bug. */
  interface Growing extends AutoCloseable {
    @Override
    void close();
  }

  @Override
  public String toString() {
    return name;
  }
}
