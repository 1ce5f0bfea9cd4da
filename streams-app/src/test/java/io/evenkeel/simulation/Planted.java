package io.evenkeel.simulation;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * The one planted bug, while there is one. The byte code of the method that it is planted in calls
 * here; public, because that method is elsewhere.
 */
public final class Planted {
  /** What to do in place of the method, or with what it gives. */
  interface Bug {
    /** Anything but {@code null}: the method itself is not run. */
    default Object before(Object self, Object[] args) {
      return null;
    }

    /**
     * What the method gives instead.
     *
     * @param given by the method; {@code null} where it was not run, or gives nothing
     */
    default Object after(Object self, Object[] args, Object given) {
      return given;
    }
  }

  private static Bug bug;

  private Planted() {}

  static void plant(Bug planted) {
    bug = planted;
  }

  /** Called where the method begins. */
  public static Object before(Object self, Object[] args) {
    return bug == null ? null : bug.before(self, args);
  }

  /** Called where it ends. */
  public static Object after(Object self, Object[] args, Object given) {
    return bug == null ? given : bug.after(self, args, given);
  }

  /** What is written into the method. */
  static final class Graft {
    private Graft() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static Object before(
        @Advice.This(optional = true) Object self,
        @Advice.AllArguments(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object[] args) {
      var own = args;
      var skipped = Planted.before(self, own);
      args = own;
      return skipped;
    }

    @Advice.OnMethodExit
    static void after(
        @Advice.This(optional = true) Object self,
        @Advice.AllArguments Object[] args,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object given) {
      given = Planted.after(self, args, given);
    }
  }
}
