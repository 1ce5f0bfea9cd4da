package io.evenkeel.simulation;

import io.evenkeel.core.account.AccountBook;
import io.evenkeel.core.account.Decision;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** How a bug is grafted into a method. */
final class Grafting {
  /** What {@link Instead} gives for: nothing at all. */
  static final Object SKIPPED = new Object();

  private Grafting() {}

  static Mutant gives(
      String name, Set<Invariant> caughtBy, String type, String method, UnaryOperator<Object> bug) {
    return new Mutant(name, caughtBy, type, method, after(bug));
  }

  static Planted.Bug after(UnaryOperator<Object> bug) {
    return new Planted.Bug() {
      @Override
      public Object after(Object self, Object[] args, Object given) {
        return bug.apply(given);
      }
    };
  }

  static Mutant takes(
      String name,
      Set<Invariant> caughtBy,
      String type,
      String method,
      int index,
      UnaryOperator<Object> bug) {
    return new Mutant(
        name,
        caughtBy,
        type,
        method,
        new Planted.Bug() {
          @Override
          public Object before(Object self, Object[] args) {
            args[index] = bug.apply(args[index]);
            return null;
          }
        });
  }

  /** What the method is to give instead of being run; {@code null}: it is run. */
  interface Instead {
    Object of(Object[] args);
  }

  static Mutant skips(
      String name, Set<Invariant> caughtBy, String type, String method, Instead instead) {
    return new Mutant(
        name,
        caughtBy,
        type,
        method,
        new Planted.Bug() {
          @Override
          public Object before(Object self, Object[] args) {
            return instead.of(args);
          }

          @Override
          public Object after(Object self, Object[] args, Object given) {
            if (given != null) {
              return given;
            }
            var stated = instead.of(args);
            return stated == SKIPPED ? null : stated;
          }
        });
  }

  static Object unchanged(Object[] args) {
    return new Decision((AccountBook) args[0], List.of());
  }
}
